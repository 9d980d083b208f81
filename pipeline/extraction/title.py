"""The title: the large or early lines that name the document, joined when they run over several."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from pipeline.domain.evidence import Finding, How
from pipeline.domain.text import Line, Region, Text
from pipeline.extraction.findings import Reasons, absent, doubted, evidence, stated
from pipeline.extraction.kind import KindWords

_CHAPTER = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\w)")
_TAIL = re.compile(r"[\s.,:;|]+$")
_SENTENCE = re.compile(r"[.!?]\s+[A-Z\u00c5\u00c4\u00d6]")
_LONGEST = 60
"""Words that a title has at most."""
_SUBTITLE = 25
"""Words that a second, smaller line of a title has at most."""
_EARLY_PAGES = 2
_LARGE = 1.12
"""Lines this much larger than the body belong to one heading even where a paragraph ends between them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Neighbouring lines of one size that may be the title; offsets into the text."""

    start: int
    end: int
    lines: tuple[Line, ...]
    content: str

    @property
    def size(self) -> float:
        """Their typical font size in points."""
        return median(line.size for line in self.lines)


def find_title(text: Text, words: KindWords, reasons: Reasons) -> Finding[str | None]:
    """The title as stated, whitespace normalised, without chapter number and final full stop."""
    body = median([line.size for line in text.lines for _ in range(line.start, line.end, 8)] or [1.0])
    headings = list(_headings(text, body))
    ranked = sorted(headings, key=lambda h: _score(h, headings, body, text, words), reverse=True)
    if not ranked or _score(ranked[0], headings, body, text, words) < 1:
        return absent(None, reasons.say("no_title"), review=True)
    best = ranked[0]
    first = headings.index(best)
    parts = [best]
    if not words.names_kind(best.content) and first + 1 < len(headings):
        parts.append(headings[first + 1])
    elif first and _leads(headings[first - 1], best, body):
        parts.insert(0, headings[first - 1])
    while words.dangling.search(parts[-1].content) and (below := _below(parts[-1], headings)):
        parts.append(below)
    if (below := _below(parts[-1], headings)) and _continues_title(below, body, words):
        parts.append(below)
    title = clean(words.registered.sub("", " ".join(part.content for part in parts)))
    found = evidence(text, parts[0].start, parts[-1].end, "title/largest_lines", How.STATED, 0.95)
    finding: Finding[str | None] = stated(title, found, reasons)
    if not words.names_kind(title):
        return doubted(finding, reasons.say("title_names_no_kind"))
    return finding


def clean(title: str) -> str:
    """A title without its chapter number, stray marks and final full stop.

    >>> clean("3. AVTAL OM SAMVERKAN.")
    'AVTAL OM SAMVERKAN'
    """
    title = _CHAPTER.sub("", " ".join(title.split()))
    return _TAIL.sub("", title.strip(' |"”»«*•'))


def _headings(text: Text, body: float) -> Iterable[Heading]:
    """Runs of lines on the first pages that could be one heading, in reading order."""
    group: list[Line] = []
    for line in text.lines:
        if line.start >= text.margin_start or line.page >= text.pages[0] + _EARLY_PAGES:
            break
        if group and (_same_paragraph(group[-1], line, text) or _continues(group, line, text, body)):
            group.append(line)
            continue
        if group:
            yield _heading(group, text)
        group = [line]
    if group:
        yield _heading(group, text)


def _heading(lines: list[Line], text: Text) -> Heading:
    start, end = lines[0].start, lines[-1].end
    return Heading(start, end, tuple(lines), text.content[start:end].replace("\n", " "))


def _same_paragraph(above: Line, line: Line, text: Text) -> bool:
    return "\n" not in text.content[above.end : line.start] and line.region is not Region.TABLE


def _continues(group: list[Line], line: Line, text: Text, body: float) -> bool:
    """Whether a line of another paragraph goes on with the heading: both are set as large as only titles are."""
    above = group[-1]
    if min(above.size, line.size) < _LARGE * body and not (above.bold and line.bold):
        return False
    if above.page != line.page or Region.TABLE in (above.region, line.region) or len(group) >= 8:
        return False
    ratio = max(above.size, line.size) / max(1.0, min(above.size, line.size))
    if ratio > (1.25 if text.is_ocr(line.page) else 1.06) or above.bold != line.bold:
        return False
    gap = line.box.top - above.box.bottom
    return -line.size < gap < 0.9 * line.size


def _score(heading: Heading, headings: list[Heading], body: float, text: Text, words: KindWords) -> float:
    """How much a heading looks like the title: names a kind, is large, early, short and no sentence."""
    content = clean(heading.content)
    count = len(content.split())
    if not count or count > _LONGEST or not any(c.isalpha() for c in content):
        return -1.0
    size = min(2.5, max(0.0, 4 * (heading.size / body - 1.05)))
    score = size + (0.5 if heading.lines[0].bold else 0) + (0.4 if content.isupper() else 0)
    if words.names_kind(content):
        score += 2.2
        score += 1.2 if words.begins_with_kind(content) else 0
    score -= 3.0 if _SENTENCE.search(content) or content.count(",") > 8 else 0
    score -= 2.0 if heading.content.rstrip().endswith((".", ":", ";")) and size < 0.4 else 0
    score -= 1.5 if content[:1].islower() else 0
    score -= 2.0 if heading.lines[0].region is Region.TABLE else 0
    score -= 0.2 * headings.index(heading) + 1.0 * (heading.lines[0].page - text.pages[0])
    score -= 0.8 if count < 2 and not size else 0
    return score


def _below(heading: Heading, headings: list[Heading]) -> Heading | None:
    """The heading that a title goes on with when it ends in «i», «och», a comma: the next one, if it is near."""
    index = headings.index(heading) + 1
    if index >= len(headings) or headings[index].lines[0].region is Region.TABLE:
        return None
    gap = headings[index].lines[0].box.top - heading.lines[-1].box.bottom
    same_page = headings[index].lines[0].page == heading.lines[0].page
    return headings[index] if same_page and -2 < gap < 1.5 * heading.size else None


def _continues_title(below: Heading, body: float, words: KindWords) -> bool:
    """Whether a heading is a smaller second line of the title: «till samverkansavtal om …», «mellan A och B»."""
    content = below.content.strip()
    set_off = below.size > _LARGE * body or all(line.bold for line in below.lines)
    return set_off and len(content.split()) <= _SUBTITLE and bool(words.continued.search(content))


def _leads(above: Heading, best: Heading, body: float) -> bool:
    """Whether the heading above is the larger first half of the same title."""
    near = best.lines[0].box.top - above.lines[-1].box.bottom < 2.2 * above.size
    same_page = above.lines[0].page == best.lines[0].page
    larger = above.size > 1.05 * best.size and above.size > 1.15 * body
    return near and same_page and larger and len(above.content.split()) > 3
