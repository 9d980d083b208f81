"""Short documents made up for tests: what stands on each line, as the layout would hand it on."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pipeline.domain.agreement import Agreement, Rejection
from pipeline.domain.document import BBox, PageSource
from pipeline.domain.text import Anchor, Clause, Line, Region, Text
from pipeline.extraction.extract import extract
from pipeline.language import annotate
from pipeline.lexicon import Lexicon, load

_PAGE = "=="
_MARGIN = "~ "


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The real lexicon: these tests are about Swedish documents, not about the machinery."""
    return load(Path(__file__).parents[2] / "models")


def paper(lines: str, *, file_pages: int | None = None) -> Text:
    """A text from lines: «# » a large heading, «~ » a running head, «==» a new page, « | » between cells."""
    body = [line for line in lines.strip("\n").split("\n") if not line.strip().startswith(_MARGIN)]
    margins = [line for line in lines.strip("\n").split("\n") if line.strip().startswith(_MARGIN)]
    content, anchors, printed, headings, page, margin_start = "", [], [], [], 1, 0
    for number, raw in enumerate([*body, *margins]):
        if number == len(body):
            margin_start = len(content)
        if raw.strip() == _PAGE:
            page += 1
            continue
        plain = raw.strip().removeprefix(_MARGIN).removeprefix("# ").replace(" | ", "\t")
        large = raw.strip().startswith("# ")
        box = BBox(50, 20.0 * (number + 1), 500, 20.0 * (number + 1) + 10)
        start, end = len(content), len(content) + len(plain)
        words = re.finditer(r"\S+", plain)
        anchors += [Anchor(start + w.start(), start + w.end(), page, box, 1.0, w.group()) for w in words]
        region = Region.TABLE if "\t" in plain else Region.BODY
        printed.append(Line(start, end, page, box, 16.0 if large else 11.0, large, region))
        if large:
            headings.append((start, end))
        content += plain + "\n"
    margin_start = margin_start or len(content)
    ends = [*(start for start, _ in headings), margin_start][1:]
    clauses = [Clause(None, h, (h[1] + 1, end)) for h, end in zip(headings, ends, strict=True)]
    first = headings[0][0] if headings else margin_start
    return Text(
        file="a.pdf",
        content=content,
        anchors=tuple(anchors),
        lines=tuple(printed),
        clauses=(Clause(None, (0, 0), (0, first)), *clauses),
        margin_start=margin_start,
        pages=(1, page),
        file_pages=file_pages or page,
        sources=tuple((n, PageSource.TEXT_LAYER) for n in range(1, page + 1)),
    )


def outcome(lines: str, *, file_pages: int | None = None) -> Agreement | Rejection:
    """What the program makes of such a document."""
    text = paper(lines, file_pages=file_pages)
    return extract(text, annotate(text, lexicon()), lexicon())


def agreement(lines: str) -> Agreement:
    """The same, for a document that must be taken as one."""
    found = outcome(lines)
    assert isinstance(found, Agreement), found
    return found
