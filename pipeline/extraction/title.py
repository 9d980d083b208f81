"""The title: the large or early lines that name the document, joined when they run over several."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from statistics import median

from pipeline.domain.evidence import Finding, How
from pipeline.domain.text import Line, Region, Text
from pipeline.extraction.findings import Reasons, absent, doubted, evidence, stated
from pipeline.extraction.kind import KindWords

_CHAPTER = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\w)")
_TAIL = re.compile(r"(?<![\s.,:;|])[\s.,:;|]+$")
_SENTENCE = re.compile(r"[.!?]\s+[A-Z\u00c5\u00c4\u00d6]")
_LONGEST = 60
"""Words that a title has at most."""
_MOST_LETTERS = 1_000
_SUBTITLE = 25
"""Words that a second, smaller line of a title has at most."""
_EARLY_PAGES = 2
_ALIKE, _CLAUSE_WORDS = 0.04, 10
"""How little the headings of clauses differ in size, as a share, and how many words they have at most."""
_LEAST, _LEAST_LABELLED = 1.0, 0.5
"""How much a heading must look like a title; less where the kind stands in a label beside it."""
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
    headings = list(_headings(text, body, words))
    ranked = sorted(headings, key=lambda h: _score(h, headings, body, text, words), reverse=True)
    least = _LEAST if words.labelled_kind(text) is None else _LEAST_LABELLED
    if not ranked or _score(ranked[0], headings, body, text, words) < least:
        return absent(None, reasons.say("no_title"), review=True)
    parts = _whole(ranked[0], headings, body, words)
    title = clean(words.registered.sub("", " ".join(part.content for part in parts)))
    found = evidence(text, parts[0].start, parts[-1].end, "title/largest_lines", How.STATED, 0.95)
    finding: Finding[str | None] = stated(title, found, reasons)
    if not words.names_kind(title) and words.labelled_kind(text) is None:
        return doubted(finding, reasons.say("title_names_no_kind"))
    return finding


def _whole(best: Heading, headings: list[Heading], body: float, words: KindWords) -> list[Heading]:
    """The headings that make up the title with the best one: what leads it, and what goes on below."""
    first = headings.index(best)
    parts = [best]
    if first and words.names_kind(best.content) and _leads(headings[first - 1], best, body):
        parts.insert(0, headings[first - 1])
        if words.describes.search(best.content) or _is_clause(best, headings, words):
            return parts[:1]
    elif not words.names_kind(best.content) and (below := _under(best, headings)):
        parts += [below] if _is_subtitle(below, headings, body, words) else []
    while below := _under(parts[-1], headings):
        whole = clean(" ".join(part.content for part in parts))
        dangles = words.dangling.search(parts[-1].content) and _is_near(parts[-1], below)
        if not (
            dangles or _continues_title(whole, below, body, words) or _names_it(whole, below, headings, body, words)
        ):
            break
        parts.append(below)
    return parts


def clean(title: str) -> str:
    """A title without its chapter number, stray marks and final full stop.

    >>> clean("3. AVTAL OM SAMVERKAN.")
    'AVTAL OM SAMVERKAN'
    """
    title = _CHAPTER.sub("", " ".join(title.split()))
    return _TAIL.sub("", title.strip(' |"”»«*•'))


def _headings(text: Text, body: float, words: KindWords) -> Iterable[Heading]:
    """Runs of lines on the first pages that could be one heading, in reading order."""
    group: list[Line] = []
    for line in text.lines:
        if line.start >= text.margin_start or line.page >= text.pages[0] + _EARLY_PAGES:
            break
        clause = words.clause.search(text.content[line.start : line.end])
        fields = bool(group) and _leaves_fields(group[-1], line, text, words)
        if (
            group
            and not clause
            and not fields
            and (_same_paragraph(group[-1], line, text) or _continues(group, line, text, body))
        ):
            group.append(line)
            continue
        if group:
            yield _heading(group, text)
        group = [line]
    if group:
        yield _heading(group, text)


def _leaves_fields(above: Line, line: Line, text: Text, words: KindWords) -> bool:
    """Whether larger print begins below fields of a form («Utförare: …»)."""
    fields = [words.field.match(text.content[one.start : one.end]) for one in (above, line)]
    return fields[0] is not None and fields[1] is None and line.size > _LARGE * above.size


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
    if not count or count > _LONGEST or len(content) > _MOST_LETTERS or not any(c.isalpha() for c in content):
        return -1.0
    size = min(2.5, max(0.0, 4 * (heading.size / body - 1.05)))
    score = size + (0.5 if heading.lines[0].bold else 0) + (0.4 if content.isupper() else 0)
    if named := words.first_kind(content):
        score += 1.0 if words.definite.search(named[1].group()) else 2.2
        score += 1.2 if words.begins_with_kind(content) else 0
    score -= 3.0 if _SENTENCE.search(content) or content.count(",") > 8 else 0
    score -= 2.0 if heading.content.rstrip().endswith((".", ":", ";")) and size < 0.4 else 0
    score -= 1.5 if content[:1].islower() else 0
    score -= 2.0 if heading.lines[0].region is Region.TABLE else 0
    score -= 2.0 if "\t" in heading.content and words.labelled_kind(text) else 0
    score -= 0.2 * headings.index(heading) + 1.0 * (heading.lines[0].page - text.pages[0])
    score -= 0.8 if count < 2 and not size else 0
    return score


def _under(heading: Heading, headings: list[Heading]) -> Heading | None:
    """The next heading, if it stands below on the same page and in no table."""
    below = headings[index] if (index := headings.index(heading) + 1) < len(headings) else None
    if below is None or below.lines[0].region is Region.TABLE or below.lines[0].page != heading.lines[0].page:
        return None
    return below


def _is_near(heading: Heading, below: Heading) -> bool:
    return -2 < below.lines[0].box.top - heading.lines[-1].box.bottom < 1.5 * heading.size


def _is_set_off(heading: Heading, body: float) -> bool:
    return heading.size > _LARGE * body or all(line.bold for line in heading.lines)


def _is_subtitle(below: Heading, headings: list[Heading], body: float, words: KindWords) -> bool:
    """Whether a heading is the second half of a title that names no kind; one of the clauses' headings is none."""
    if not _is_set_off(below, body) or words.describes.search(below.content) or _SENTENCE.search(below.content):
        return False
    return words.opens_with_kind(below.content) or not _in_style_of_clauses(below, headings)


def _is_clause(heading: Heading, headings: list[Heading], words: KindWords) -> bool:
    """Whether it is a clause's heading that speaks of the document as named already: «När rutinen används»."""
    named = words.first_kind(heading.content)
    return bool(named and words.definite.search(named[1].group())) and _in_style_of_clauses(heading, headings)


def _in_style_of_clauses(heading: Heading, headings: list[Heading]) -> bool:
    """Whether several other headings further down are printed alike, each above other print."""

    def alike(other: Heading | None) -> bool:
        if other is None or len(other.content.split()) > _CLAUSE_WORDS:
            return False
        same_size = abs(other.size - heading.size) < _ALIKE * heading.size
        return same_size and other.lines[0].bold == heading.lines[0].bold

    later = headings[headings.index(heading) + 1 :]
    return sum(alike(one) and not alike(below) for one, below in zip_longest(later, later[1:]) if one) > 1


def _continues_title(whole: str, below: Heading, body: float, words: KindWords) -> bool:
    """Whether a heading is a smaller second line of the title: «till samverkansavtal om …», «mellan A och B».

    Below the mere word for a kind («AVTAL») it need not be larger than the body.
    """
    content = below.content.strip()
    set_off = _is_set_off(below, body) or (words.is_mere_kind(whole) and not content.endswith("."))
    return set_off and len(content.split()) <= _SUBTITLE and bool(words.continued.search(content))


def _names_it(whole: str, below: Heading, headings: list[Heading], body: float, words: KindWords) -> bool:
    """Whether a heading is the name that goes with the mere word for a kind above it: «Avtal» / «Trygga gator»."""
    if not words.is_mere_kind(whole) or below.size <= _LARGE * body or len(below.content.split()) > _SUBTITLE:
        return False
    return not _CHAPTER.search(below.content) and not _in_style_of_clauses(below, headings)


def _leads(above: Heading, best: Heading, body: float) -> bool:
    """Whether the heading above is the larger first half of the same title."""
    near = best.lines[0].box.top - above.lines[-1].box.bottom < 2.2 * above.size
    same_page = above.lines[0].page == best.lines[0].page
    larger = above.size > 1.05 * best.size and above.size > 1.15 * body
    return near and same_page and larger and len(above.content.split()) > 3
