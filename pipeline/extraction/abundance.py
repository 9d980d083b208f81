"""How many mentions of a kind are looked at: extraction compares them with one another.

No agreement names a thousand days of signature. Of a text that does, by mistake or on purpose, the first and the last
are kept, for an agreement says when it is valid at its beginning and is signed at its end; a person is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain.agreement import Agreement
from pipeline.domain.evidence import Mention
from pipeline.extraction.findings import Reasons, doubted

_AT_EACH_END = 500
"""Mentions of one label from the beginning of a text, and as many from its end."""
_TOLD = ("parties", "valid_from", "valid_to", "renewal", "notice_period", "signed_on", "revised_on")


def looked_at(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, in their order; of a label that has too many those in the middle are left out."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, mention in enumerate(mentions):
        places[mention.label].append(place)
    left_out = {place for found in places.values() for place in found[_AT_EACH_END : len(found) - _AT_EACH_END]}
    return tuple(mention for place, mention in enumerate(mentions) if place not in left_out)


def doubt_all(agreement: Agreement, reasons: Reasons) -> Agreement:
    """The same agreement; what mentions tell, which were not all looked at, is to be reviewed."""
    reason = reasons.say("abundant")
    asked = {name: doubted(getattr(agreement, name), reason) for name in _TOLD}
    return replace(agreement, **asked)  # type: ignore[arg-type]  # each field keeps its type
