"""forteckning.json: the inventory for other programs, with the evidence of every value."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from pipeline.domain.agreement import FIELDS, Agreement, Party
from pipeline.domain.document import BBox
from pipeline.domain.evidence import Evidence
from pipeline.domain.values import Renewal
from pipeline.inventory.comparisons.as_json import actuality_json, comparisons_json
from pipeline.inventory.comparisons.check import Checked
from pipeline.inventory.comparisons.trial import Known
from pipeline.inventory.derivations import derivations
from pipeline.inventory.labels import Labels
from pipeline.inventory.relations import Link
from pipeline.inventory.review import COMPUTED, finding, needs_review, reasons
from pipeline.inventory.table import Inventory, Row

_BOX_DIGITS = 2
_CONFIDENCE_DIGITS = 3


def json_bytes(
    inventory: Inventory, labels: Labels, *, generated: datetime, program: str, checked: Checked | None = None
) -> bytes:
    """The content of forteckning.json: dates and durations in ISO 8601, boxes in points from the page's top left.

    `program` is the version that made it, at the time `generated`; `checked` the check of Öppna jämförelser, None where
    there is nothing to check. A file name that is not UTF-8 comes out with its stray bytes as JSON escapes, which read
    back as Python's own form of them.
    """
    listed = {row.file for row in inventory.rows}
    rejected = {n.file: n for n in reversed(inventory.not_agreements) if n.file not in listed}
    known = {one.row.id: one for one in checked.known} if checked else {}
    content = {
        "as_of": inventory.as_of.isoformat(),
        "generated": generated.isoformat(timespec="seconds"),
        "program": program,
        "rows": [_row(row, inventory.as_of, labels) | _actuality(row, known.get(row.id)) for row in inventory.rows],
        "not_agreements": [{"file": n.file, "reason": n.reason} for n in reversed(rejected.values())],
        "failures": [{"file": f.file, "code": f.code, "message": f.message} for f in inventory.failures],
        **({"oppna_jamforelser": comparisons_json(checked)} if checked else {}),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", errors="backslashreplace")


def _row(row: Row, as_of: date, labels: Labels) -> dict[str, Any]:
    agreement, terms = row.agreement, row.terms
    length = agreement.notice_period.value
    return {
        "id": row.id,
        "number": row.number,
        "file": row.file,
        "pages": list(agreement.pages),
        "owner": row.owner,
        "kind": row.kind.value,
        "title": agreement.title.value,
        "parties": [_party(party) for party in agreement.parties.value],
        "subject": agreement.subject.value,
        "registry_number": agreement.registry_number.value,
        "valid_from": _iso(agreement.valid_from.value),
        "valid_to": _iso(agreement.valid_to.value),
        "open_ended": agreement.open_ended.value,
        "renewal": _renewal(agreement.renewal.value),
        "notice_period": str(length) if length else None,
        "signed_on": _iso(agreement.signed_on.value),
        "revised_on": _iso(agreement.revised_on.value),
        "status": terms.status.value,
        "current_term_end": _iso(terms.current_term_end),
        "last_notice_date": _iso(terms.last_notice_date),
        "remarks": row.remarks,
        "relations": [_link(link) for link in row.related.links],
        "replaced_by": row.replaced_by,
        "evidence": _evidence(agreement),
        "needs_review": [
            *(f for f in needs_review(agreement, as_of) if f not in COMPUTED or f not in row.corrected),
            *row.notices,
        ],
        "reasons": reasons(agreement, as_of, labels) | dict(row.notices),
        "derivations": {f: how for f, how in derivations(agreement, terms, labels).items() if f not in row.corrected},
        "note": row.note,
        "own_columns": dict(row.own),
        "corrections": {field: _correction(row, field) for field in (*row.corrected, *row.refused)},
    }


def _actuality(row: Row, known: Known | None) -> dict[str, Any]:
    """What Öppna jämförelser asks of it; without a check nothing."""
    if known is None:
        return {}
    return {
        "actuality": actuality_json(row.agreement.actuality, tuple(known.areas.values()), tuple(known.actors.values()))
    }


def _correction(row: Row, field: str) -> dict[str, str | None]:
    """What a person has typed; `automatic` is what the program says today, null for what was not understood."""
    line = row.corrected.get(field) or row.refused[field]
    return {"value": line.value, "automatic": row.automatic.get(field), "when": line.when}


def _link(link: Link) -> dict[str, Any]:
    relation = link.relation
    quotes = [_quote(one) for one in relation.evidence]
    return {"kind": relation.kind.value, "says": relation.says, "row": link.row, "evidence": quotes}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _party(party: Party) -> dict[str, str | None]:
    return {
        "name": party.name,
        "canonical": party.canonical,
        "org_number": party.org_number,
        "alias": party.alias,
    }


def _renewal(renewal: Renewal | None) -> dict[str, Any] | None:
    if renewal is None:
        return None
    return {"mode": renewal.mode.value, "period": str(renewal.period), "limit": renewal.limit}


def _evidence(agreement: Agreement) -> dict[str, list[dict[str, Any]]]:
    found = {field: finding(agreement, field).evidence for field in FIELDS}
    return {field: [_quote(one) for one in evidence] for field, evidence in found.items() if evidence}


def _quote(evidence: Evidence) -> dict[str, Any]:
    return {
        "page": evidence.page,
        "quote": evidence.quote,
        "boxes": _boxes(evidence.boxes),
        "rule": evidence.rule,
        "how": evidence.how.value,
        "confidence": round(evidence.confidence, _CONFIDENCE_DIGITS),
    }


def _boxes(boxes: Sequence[BBox]) -> list[list[float]]:
    return [[round(edge, _BOX_DIGITS) for edge in (b.x0, b.top, b.x1, b.bottom)] for b in boxes]
