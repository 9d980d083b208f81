"""sammanstallning.docx: the inventory told as a report, a draft for the board.

material (inventory, comparisons, words) -> blocks -> docx
"""

from __future__ import annotations

from pipeline.inventory.narrative.docx_file import docx_bytes
from pipeline.inventory.narrative.material import Material
from pipeline.inventory.narrative.narrate import narrate
from pipeline.inventory.narrative.packing import untouched
from pipeline.inventory.narrative.words import NarrativeWords

__all__ = ["Material", "NarrativeWords", "narrative_bytes", "untouched"]


def narrative_bytes(material: Material) -> bytes:
    """The content of sammanstallning.docx; the same material gives the same bytes."""
    book, words = material.labels.workbook, material.words.document
    return docx_bytes(
        narrate(material),
        words,
        subject=words.subject.format(day=material.inventory.as_of),
        author=book.author,
        language=book.language,
        generated=material.generated,
    )
