"""What a page is does not depend on which others are read with it: a run shares them out as its workers have time."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading import text_layer
from tests.hostile.damaged import flipped
from tests.hostile.variant import Variant

DAMAGED = [one for one in flipped() if b"/Count 3" in one.content]


@pytest.mark.parametrize("variant", DAMAGED, ids=lambda one: one.name)
def test_a_page_reads_the_same_alone_and_beside_a_broken_one(variant: Variant, tmp_path: Path) -> None:
    path, numbers = tmp_path / "a.pdf", (1, 2, 3)
    path.write_bytes(variant.content)
    with text_layer.text_layers(path, numbers, None) as layer:
        together = [layer(number) for number in numbers]
    for number, beside in zip(numbers, together, strict=True):
        with text_layer.text_layers(path, (number,), None) as layer:
            assert layer(number) == beside
