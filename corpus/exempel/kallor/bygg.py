"""Build the example corpus: every source in `texter/` becomes a PDF, and their labels become `gold.jsonl`.

    python corpus/exempel/kallor/bygg.py [NUMBER …]

With numbers («03 14») only those PDFs are built. Needs reportlab, pillow, numpy and pypdfium2, and the
fonts DejaVu and Liberation; the same sources give the same bytes each time.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pypdfium2
from markup import Source, load, plain
from render import render
from scan import scan

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "vasteras"
FIELDS = (
    "title", "kind", "parties", "subject_keywords", "valid_from", "valid_to", "open_ended", "renewal",
    "notice_period", "signed_on", "revised_on", "registry_number", "pages",
)  # fmt: skip


def build(source: Source) -> int:
    """Write the PDF of one source; the number of its pages."""
    pdf = render(source)
    pages = len(pypdfium2.PdfDocument(pdf))
    if "scan" in source.meta:
        pdf = scan(pdf, source.name, source.meta["scan"])
    (TARGET / f"{source.name}.pdf").write_bytes(pdf)
    return pages


def label(source: Source, pages: int) -> dict[str, Any]:
    """The line of `gold.jsonl` for one source. TOML has no null: a field that is left out is one."""
    documents = [{field: found.get(field) for field in FIELDS} for found in source.meta["document"]]
    for document in documents:
        document["pages"] = document["pages"] or [1, pages]
        document["renewal"] = document["renewal"] and {"limit": None} | document["renewal"]
    scanned: dict[str, Any] = source.meta.get("scan", {})
    return {
        "file": f"{source.name}.pdf",
        "scan": scanned.get("profile"),
        "documents": documents,
        "note": source.meta["note"],
    }


def complaints(source: Source, gold: dict[str, Any]) -> list[str]:
    """What the labels claim to be written in the document but is not."""

    def bare(text: str) -> str:
        return re.sub(r"\W+", " ", text).casefold()

    text = bare(plain(source.blocks))
    return [
        f"{source.name}: {words!r} is not in the text"
        for document in gold["documents"]
        for words in (
            document["title"],
            *document["parties"],
            *document["subject_keywords"],
            document["registry_number"] or "",
        )
        if bare(words) not in text
    ]


def main() -> int:
    """Build what was asked for and write the labels of all."""
    TARGET.mkdir(exist_ok=True)
    asked = sys.argv[1:]
    sources = [load(path) for path in sorted((HERE / "texter").glob("*.txt"))]
    lines, wrong = [], []
    for source in sources:
        if not asked or source.name[:2] in asked:
            build(source)
        gold = label(source, len(pypdfium2.PdfDocument(TARGET / f"{source.name}.pdf")))
        wrong += complaints(source, gold)
        lines.append(json.dumps(gold, ensure_ascii=False) + "\n")
    (TARGET / "gold.jsonl").write_text("".join(lines), encoding="utf-8")
    print("\n".join(wrong) or f"{len(sources)} documents, every label found in its text")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
