"""Figures that OCR read unsurely: a lost or changed figure still looks right, so a person is asked."""

from __future__ import annotations

from typing import TypeVar

from pipeline.domain.evidence import Finding
from pipeline.domain.text import Text
from pipeline.extraction.findings import Reasons, doubted

T = TypeVar("T")

_SURE = 0.85
"""On the scans of the gold set every figure read right has 0.88 or more, the one that was not has 0.78."""


def checked(finding: Finding[T], text: Text, start: int, end: int, reasons: Reasons) -> Finding[T]:
    """The finding, doubted when a word with figures in [start, end) of a scanned page was read with less than that."""
    unsure = any(
        anchor.confidence < _SURE and any(c.isdecimal() for c in anchor.printed) and text.is_ocr(anchor.page)
        for anchor in text.anchors_in(start, end)
    )
    return doubted(finding, reasons.say("unsure_reading")) if unsure else finding
