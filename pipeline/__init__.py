"""Swedish agreements from files to a table, in five verbs.

*read* a file into a Document, *compose* it into Texts, *annotate* a text with Mentions, *extract* its Agreement, and
*tabulate* them into the inventory. `pipeline/run.py` puts them in order; each is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extraction import extract
    from pipeline.inventory.table import tabulate
    from pipeline.language import annotate
    from pipeline.layout import compose
    from pipeline.reading import read

__all__ = ["annotate", "compose", "extract", "read", "tabulate"]

_HOMES = {
    "read": "pipeline.reading",
    "compose": "pipeline.layout",
    "annotate": "pipeline.language",
    "extract": "pipeline.extraction",
    "tabulate": "pipeline.inventory.table",
}


def __getattr__(name: str) -> object:
    """Import a verb's stage when it is first asked for: spaCy, pandas and pdfplumber take seconds."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(_HOMES[name]), name)
