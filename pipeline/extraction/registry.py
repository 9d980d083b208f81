"""The document's own registry number, which may stand only in a running head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.domain.evidence import Finding, How, Mention
from pipeline.domain.text import Text
from pipeline.extraction.columns import cells_below
from pipeline.extraction.findings import Reasons, absent, doubted, evidence_of, stated

_NEAR_TOP = 900
"""Characters from the start in which a number without a label may be the document's own."""
_LETTERHEAD = 150
"""Characters from the start in which one stands that another body has given the document."""
_BESIDE = 4
"""So many more words may stand in the cell of a number without a label; in running text it is somebody else's."""
_BELOW = re.compile(r"(?=\S{0,25}(?:\D{0,12}\d){3})[^\W_].{2,24}")
"""What stands alone below the head of a column for the number: short, and with figures in it."""
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d")
_PARTS = re.compile(r"[^\t]+?(?=\s[-\u2013\u2014|:\u00b7\u2022]\s|\t|$)|[^\t]+")
"""What marks and tabs divide a line into."""
_UNREAD = re.compile(
    r"[\s:.]{0,4}(?!(?:19|20)\d\d(?:-\d\d-\d\d)?(?![\w/:.-]))(?!.{0,16}(?:[xX]{2}|_|\u2026|\.{3}))(?=\S{0,8}\d\S?\d)"
)
"""Figures beside a label, other than a day and a form's empty places."""


def find_registry_number(text: Text, mentions: tuple[Mention, ...], reasons: Reasons) -> Finding[str | None]:
    """The number as written, without its label; OSL 2009:400, 5 kap. 2 §, asks for one, not for a form.

    Its own label goes first, then the head of a column, then a number alone in the head or margin, then a label that
    names a contract or another body. Where several compete, or a label stands beside what is none, a person is asked.
    """
    numbers = [m for m in mentions if m.label == "REGISTRY" and m.value.get("number")]
    if own := sorted((m for m in numbers if _is_own(text, m)), key=lambda m: _distance(text, m)):
        finding = _stated(text, own[0], 0.95, reasons)
        far = _distance(text, own[0]) > _NEAR_TOP
        rivals = own if far else [m for m in own if _is_head(text, m) and _alone(text, m)]
        return doubted(finding, reasons.say("registry_in_text")) if _are_several([own[0], *rivals]) else finding
    if below := next(_below_heads(text, mentions), None):
        found = evidence_of(text, Mention("REGISTRY", *below, "registry/column"), How.STATED, 0.9)
        return stated(text.content[slice(*below)], found, reasons)
    heads = [m for m in numbers if _is_head(text, m)]
    if bare := [m for m in heads if m.value["kind"] == "none" and _alone(text, m)]:
        finding = _stated(text, bare[0], 0.88, reasons)
        return doubted(finding, reasons.say("registry_in_text")) if _are_several(bare) else finding
    if contract := [m for m in heads if m.value["kind"] == "contract"]:
        return doubted(_stated(text, contract[0], 0.8, reasons), reasons.say("registry_of_contract"))
    if named := [m for m in heads if m.value["kind"] == "named" and _is_in_letterhead(text, m)]:
        return doubted(_stated(text, named[0], 0.8, reasons), reasons.say("registry_of_other"))
    nothing: Finding[str | None] = absent(None, reasons.say("no_registry_number"))
    unread = next(_unread_labels(text, mentions, numbers), None)
    if unread:
        return absent(None, reasons.say("registry_unread", page=text.page_at(unread.start)), review=True)
    return nothing


def _is_own(text: Text, mention: Mention) -> bool:
    """Whether its label says so; a label that begins its cell is nobody else's, whatever the cell before ends in."""
    if mention.value["kind"] in {"theirs", "named"}:
        start, _ = _cell(text, mention)
        return start > 0 and text.content[start - 1] == "\t" and len(text.content[start : mention.start].split()) == 1
    return mention.value["kind"] == "own"


def _is_head(text: Text, mention: Mention) -> bool:
    """Whether it stands at the top of the first page or in its margins."""
    near = mention.start < _NEAR_TOP or mention.start >= text.margin_start
    return near and text.page_at(mention.start) == text.pages[0]


def _is_in_letterhead(text: Text, mention: Mention) -> bool:
    """Whether it stands in a margin, in the first lines or in a cell of its own."""
    start = text.content.rfind("\n", 0, mention.start) + 1
    return not _LETTERHEAD <= mention.start < text.margin_start or "\t" in text.content[start : mention.start]


def _distance(text: Text, mention: Mention) -> int:
    """How far from the top of the first page: margins count as the very top."""
    return 0 if mention.start >= text.margin_start else mention.start


def _below_heads(text: Text, mentions: tuple[Mention, ...]) -> Iterator[tuple[int, int]]:
    """Whatever stands in the cell below a head «Diarienummer», when it can be one."""
    for head in mentions:
        if head.label != "COLUMN_HEAD" or head.value.get("of") != "REGISTRY":
            continue
        for start, end in cells_below(text, head.start, head.end):
            cell = text.content[start:end]
            plain = cell.strip()
            if _BELOW.fullmatch(plain) and not _DAY.fullmatch(plain):
                begin = start + cell.index(plain)
                yield begin, begin + len(plain)
                break


def _unread_labels(text: Text, mentions: Iterable[Mention], numbers: list[Mention]) -> Iterator[Mention]:
    """Labels in the head or a margin with figures in their cell, the next or the one below that are no number."""
    for label in mentions:
        if label.label != "CUE" or label.value.get("of") != "registry" or not _is_head(text, label):
            continue
        if any(0 <= m.start - label.end <= _BESIDE for m in numbers):
            continue  # another party's
        start, end = _cell(text, label)
        beside = [(label.end, end), (label.end, _line_end(text, label.end))]
        if not text.content[start : label.start].strip():
            beside += cells_below(text, start, end)  # of heads that were read as one cell, the first
        if any(_UNREAD.match(text.content[slice(*place)]) for place in beside):
            yield label


def _cell(text: Text, mention: Mention) -> tuple[int, int]:
    start = max(text.content.rfind(mark, 0, mention.start) for mark in "\n\t") + 1
    tab, line = text.content.find("\t", mention.end), _line_end(text, mention.end)
    return start, tab if 0 <= tab < line else line


def _line_end(text: Text, offset: int) -> int:
    end = text.content.find("\n", offset)
    return end if end >= 0 else len(text.content)


def _alone(text: Text, mention: Mention) -> bool:
    """Whether it stands on a line of its own, or nearly: in running text, up to a full stop, it is somebody else's."""
    start = text.content.rfind("\n", 0, mention.start) + 1
    line = text.content[start : _line_end(text, mention.end)]
    number = text.content[mention.start : mention.end]
    cells = [cell for cell in _PARTS.findall(line) if number in cell]
    whole = [cell for cell in line.split("\t") if number in cell]
    return not any(_is_sentence(cell, number) for cell in whole) and any(
        len(re.findall(r"(?<!\S)[^\w\s]*\w\S*", cell)) <= len(number.split()) + _BESIDE for cell in cells
    )


def _is_sentence(cell: str, number: str) -> bool:
    return cell.rstrip().endswith(".") and not cell.lstrip().startswith(number)


def _are_several(mentions: Iterable[Mention]) -> bool:
    return len({re.sub(r"\W", "", str(m.value["number"])).casefold() for m in mentions}) > 1


def _stated(text: Text, mention: Mention, confidence: float, reasons: Reasons) -> Finding[str | None]:
    return stated(str(mention.value["number"]), evidence_of(text, mention, How.STATED, confidence), reasons)
