"""Score an inventory against labels made by people, field by field.

A value is right when it equals the label after normalisation. Titles and parties may differ by a tenth of their letters
(OCR); a subject must hold 60 % of the label's keywords in at most 60 words.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.domain.terms import terms_on
from pipeline.domain.values import Duration, Renewal, RenewalMode
from pipeline.likeness import equal, likeness, matching_parties, says
from pipeline.scores import FIELDS, STEPS, Miss, Score

Row = Mapping[str, Any]
"""A label or a row of `forteckning.json`, as JSON has it."""

_EMPTY: tuple[object, ...] = (None, "", [])


def load_gold(path: Path) -> list[Row]:
    """The labels of a `gold.jsonl`, one line a file; those that their authors doubt are left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [label for label in (json.loads(line) for line in lines if line.strip()) if not label.get("doubt")]


def score(gold: Sequence[Row], inventory: Row, as_of: date | None = None) -> Score:
    """Score `forteckning.json` against labels; what follows from the terms is compared as of the inventory's day."""
    day = as_of or date.fromisoformat(inventory["as_of"])
    rows = defaultdict(list)
    for row in inventory.get("rows", []):
        rows[PurePosixPath(row["file"]).name].append(row)
    result = Score()
    for label in gold:
        _score_file(result, label, rows.get(PurePosixPath(label["file"]).name, []), day)
    return result


def _score_file(result: Score, label: Row, rows: list[Row], day: date) -> None:
    file, documents = label["file"], label["documents"]
    result.files.append(file)
    result.gold += len(documents)
    if not documents:
        result.non_agreements += 1
        result.non_agreements_taken += bool(rows)
    for number, (gold, row) in enumerate(_pairs(documents, rows), start=1):
        if gold is None:
            result.invented += 1
            title = row.get("title") if row else None
            result.misses.append(Miss(file, 0, str(title), "document", None, title, silent=False))
            continue
        result.found += row is not None
        result.missed += row is None
        _score_row(result, (file, number), {**gold, **_terms(gold, day)}, row or {})


def _score_row(result: Score, place: tuple[str, int], gold: Row, row: Row) -> None:
    review = set(row.get("needs_review") or ())
    for name in FIELDS:
        if name == "subject" and not gold.get("subject_keywords"):
            continue
        expected, got = _values(name, gold, row)
        (tp, fp, fn), right, present = _compare(name, expected, got)
        result.fields[name].add(tp, fp, fn)
        result.cells += present
        result.review_cells += present and name in review
        if got not in _EMPTY:
            if name not in review:
                result.trusted.add(right=right)
            if (confidence := _confidence(row, name)) is not None:
                result.steps[STEPS[bisect_right(STEPS, confidence)]].add(right=right)
        if not right:
            silent = name not in review
            result.silent_cells += silent
            result.misses.append(Miss(*place, gold["title"], name, expected, got, silent))


def _confidence(row: Row, name: str) -> float | None:
    """The confidence of a value's weakest evidence; None for what is computed or has none."""
    return min((one["confidence"] for one in (row.get("evidence") or {}).get(name, ())), default=None)


def _values(name: str, gold: Row, row: Row) -> tuple[Any, Any]:
    if name == "parties":
        return gold["parties"], [p if isinstance(p, str) else p.get("name", "") for p in row.get("parties") or ()]
    if name == "subject":
        return gold["subject_keywords"], row.get("subject")
    if name == "open_ended":  # false says no more than nothing
        return gold.get(name) or None, row.get(name) or None
    return gold.get(name), row.get(name)


def _compare(name: str, gold: Any, got: Any) -> tuple[tuple[int, int, int], bool, bool]:
    """((tp, fp, fn), whether it is right, whether there is anything in the cell or its label)."""
    if name == "parties":
        hits = matching_parties(gold, got)
        counts = hits, len(got) - hits, len(gold) - hits
        return counts, not any(counts[1:]), bool(gold)
    given = got not in _EMPTY
    if name == "subject":
        right = says(gold, got)
        return (int(right), int(bool(got) and not right), int(not right)), right, True
    labelled = gold is not None
    right = equal(name, gold, got) if labelled else not given
    return (int(right and labelled), int(given and not right), int(labelled and not right)), right, labelled or given


def _pairs(documents: Sequence[Row], rows: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Each label with the row whose title is most like its own and that shares a page with it; then what is left."""
    left = list(rows)
    for gold in documents:

        def nearness(row: Row, gold: Row = gold) -> tuple[float, int]:
            return likeness(gold["title"], row.get("title")), _shared_pages(gold, row)

        best = max(left, key=nearness, default=None)
        if best is not None and (len(documents) == 1 or _shared_pages(gold, best)):
            left.remove(best)
            yield gold, best
        else:
            yield gold, None
    yield from ((None, row) for row in left)


def _shared_pages(one: Row, other: Row) -> int:
    a, b = one.get("pages"), other.get("pages")
    return max(0, min(a[1], b[1]) - max(a[0], b[0]) + 1) if a and b else 1


def _terms(gold: Row, day: date) -> dict[str, str | None]:
    dates = {name: date.fromisoformat(gold[name]) if gold.get(name) else None for name in ("valid_from", "valid_to")}
    renewal, notice = gold.get("renewal"), gold.get("notice_period")
    terms = terms_on(
        day,
        **dates,
        open_ended=bool(gold.get("open_ended")),
        renewal=Renewal(RenewalMode(renewal["mode"]), Duration.parse(renewal["period"]), renewal.get("limit"))
        if renewal
        else None,
        notice_period=Duration.parse(notice) if notice else None,
    )
    end, last = terms.current_term_end, terms.last_notice_date
    return {
        "status": terms.status.value,
        "current_term_end": end.isoformat() if end else None,
        "last_notice_date": last.isoformat() if last else None,
    }
