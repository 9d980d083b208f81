"""What the report is written from, and the phrases that all its sections need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.inventory import words as quantities
from pipeline.inventory.comparisons.check import Checked
from pipeline.inventory.labels import Labels
from pipeline.inventory.narrative.blocks import Block, Paragraph
from pipeline.inventory.narrative.words import NarrativeWords, plural
from pipeline.inventory.table import Inventory, Row

MOST = 60
"""So many rows of a table that only points to the workbook; a board reads no more."""


@dataclass(frozen=True, slots=True)
class Material:
    """The inventory of a day, the words, and by which `program` (its version) and when it was `generated`.

    `checked` is what came of holding it against the rounds of Öppna jämförelser; without it nothing is said of them.
    """

    inventory: Inventory
    labels: Labels
    words: NarrativeWords
    generated: datetime
    program: str
    checked: Checked | None = None

    def numbers(self, rows: Iterable[Row]) -> str:
        """The numbers of rows: «3, 8 och 9»; runs of three or more are drawn together."""
        return quantities.page_list((row.number for row in rows), self.labels.quantities)

    def list(self, items: Sequence[str]) -> str:
        """A list in a sentence: «a, b och c»; "" where there is nothing."""
        return quantities.enumeration(items, self.labels.quantities) if items else ""

    def left_out(self, count: int) -> tuple[Block, ...]:
        """Below a table of the first MOST of so many rows: how many there are beside; nothing where it has them all."""
        if count <= MOST:
            return ()
        return (Paragraph(plural(self.words.document.more, count - MOST), note=True),)
