"""The document's own registry number, which may stand only in a running head."""

from __future__ import annotations

from pipeline.domain.evidence import Finding, How, Mention
from pipeline.domain.text import Text
from pipeline.extraction.findings import Reasons, absent, doubted, evidence, stated

_NEAR_TOP = 900
"""Characters from the start in which a number without a label may be the document's own."""


def find_registry_number(text: Text, mentions: tuple[Mention, ...], reasons: Reasons) -> Finding[str | None]:
    """The number as written, without its label; OSL 2009:400, 5 kap. 2 §, asks for one, not for a form."""
    numbers = [m for m in mentions if m.label == "REGISTRY" and m.value.get("number")]
    own = sorted((m for m in numbers if m.value["kind"] == "own"), key=lambda m: _distance(text, m))
    if own:
        best, rest = own[0], {str(m.value["number"]) for m in own}
        finding = _stated(text, best, 0.95, reasons)
        far = best.start > _NEAR_TOP and best.start < text.margin_start
        return doubted(finding, reasons.say("registry_in_text")) if far and len(rest) > 1 else finding
    bare = [
        m for m in numbers
        if m.value["kind"] == "none" and (m.start < _NEAR_TOP or m.start >= text.margin_start)
        and text.page_at(m.start) == text.pages[0] and _alone(text, m)
    ]  # fmt: skip
    if bare:
        return _stated(text, bare[0], 0.88, reasons)
    return absent(None, reasons.say("no_registry_number"))


def _distance(text: Text, mention: Mention) -> int:
    """How far from the top of the first page: margins count as the very top."""
    return 0 if mention.start >= text.margin_start else mention.start


def _alone(text: Text, mention: Mention) -> bool:
    """Whether it stands on a line of its own, or nearly: in running text a number is somebody else's."""
    start = text.content.rfind("\n", 0, mention.start) + 1
    end = text.content.find("\n", mention.end)
    line = text.content[start : end if end >= 0 else None]
    return any(
        len(cell.split()) <= len(str(mention.value["number"]).split()) + 4
        for cell in line.split("\t")
        if str(mention.value["number"]) in cell
    )


def _stated(text: Text, mention: Mention, confidence: float, reasons: Reasons) -> Finding[str | None]:
    found = evidence(text, mention.start, mention.end, mention.rule, How.STATED, confidence)
    return stated(str(mention.value["number"]), found, reasons)
