"""The document's own registry number, which may stand only in a running head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.domain.evidence import Finding, How, Mention
from pipeline.domain.text import Text
from pipeline.extraction.columns import cells_below
from pipeline.extraction.figures import checked
from pipeline.extraction.findings import Reasons, absent, doubted, evidence, stated

_NEAR_TOP = 900
"""Characters from the start in which a number without a label may be the document's own."""
_BESIDE = 4
"""So many more words may stand in the cell of a number without a label; in running text it is somebody else's."""
_BELOW = re.compile(r"(?=\S*(?:\D{0,12}\d){3})[^\s,;].{2,24}")
"""What stands alone below the head of a column for the number: short, and with figures in it."""
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d")


def find_registry_number(text: Text, mentions: tuple[Mention, ...], reasons: Reasons) -> Finding[str | None]:
    """The number as written, without its label; OSL 2009:400, 5 kap. 2 §, asks for one, not for a form."""
    numbers = [m for m in mentions if m.label == "REGISTRY" and m.value.get("number")]
    own = sorted((m for m in numbers if _is_own(text, m)), key=lambda m: _distance(text, m))
    if own:
        best, rest = own[0], {_plain(str(m.value["number"])) for m in own}
        finding = _stated(text, best, 0.95, reasons)
        far = best.start > _NEAR_TOP and best.start < text.margin_start
        return doubted(finding, reasons.say("registry_in_text")) if far and len(rest) > 1 else finding
    below = next(_below_heads(text, mentions), None)
    if below:
        found = evidence(text, *below, "registry/column", How.STATED, 0.9)
        return checked(stated(text.content[slice(*below)], found, reasons), text, *below, reasons)
    bare = [
        m for m in numbers
        if m.value["kind"] == "none" and (m.start < _NEAR_TOP or m.start >= text.margin_start)
        and text.page_at(m.start) == text.pages[0] and _alone(text, m)
    ]  # fmt: skip
    if bare:
        return _stated(text, bare[0], 0.88, reasons)
    return absent(None, reasons.say("no_registry_number"))


def _is_own(text: Text, mention: Mention) -> bool:
    """Whether its label says so; a label that begins its cell is nobody else's, whatever the cell before ends in."""
    if mention.value["kind"] == "theirs":
        before = text.content[max(text.content.rfind(mark, 0, mention.start) for mark in "\n\t") + 1 : mention.start]
        return (
            text.content[mention.start - len(before) - 1 : mention.start - len(before)] == "\t"
            and len(before.split()) == 1
        )
    return mention.value["kind"] == "own"


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


def _alone(text: Text, mention: Mention) -> bool:
    """Whether it stands on a line of its own, or nearly: in running text, up to a full stop, it is somebody else's."""
    start = text.content.rfind("\n", 0, mention.start) + 1
    end = text.content.find("\n", mention.end)
    line = text.content[start : end if end >= 0 else None]
    number = str(mention.value["number"])
    cells = (cell for cell in line.split("\t") if number in cell)
    return any(len(cell.split()) <= len(number.split()) + _BESIDE and not _is_sentence(cell, number) for cell in cells)


def _is_sentence(cell: str, number: str) -> bool:
    return cell.rstrip().endswith(".") and not cell.lstrip().startswith(number)


def _plain(number: str) -> str:
    return re.sub(r"\W", "", number).casefold()


def _stated(text: Text, mention: Mention, confidence: float, reasons: Reasons) -> Finding[str | None]:
    found = evidence(text, mention.start, mention.end, mention.rule, How.STATED, confidence)
    return checked(stated(str(mention.value["number"]), found, reasons), text, mention.start, mention.end, reasons)
