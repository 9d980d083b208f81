"""How good an inventory is, field by field, against labels made by people; gains and losses against an earlier score.

A value is right when it equals the label after normalisation. Titles and parties may differ by a tenth of their letters
(OCR); a subject must hold 60 % of the label's keywords in at most 60 words. *Silent* are wrong or missing values that
the inventory does not ask anybody to review, as a share of all cells: the errors that nobody is warned of.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.domain.terms import terms_on
from pipeline.domain.values import Duration, Renewal, RenewalMode
from pipeline.likeness import equal, likeness, matching_parties, says

Row = Mapping[str, Any]
"""A label or a row of `forteckning.json`, as JSON has it."""

FIELDS = (
    "title", "parties", "subject", "kind", "valid_from", "valid_to", "open_ended", "renewal", "notice_period",
    "signed_on", "revised_on", "registry_number", "status", "current_term_end", "last_notice_date",
)  # fmt: skip

_EMPTY: tuple[object, ...] = (None, "", [])


@dataclass(slots=True)
class Count:
    """Values found and right (tp), found and wrong (fp), labelled but not found right (fn)."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, tp: int, fp: int, fn: int) -> None:
        """Count one more comparison."""
        self.tp, self.fp, self.fn = self.tp + tp, self.fp + fp, self.fn + fn

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there was nothing to find."""
        total = 2 * self.tp + self.fp + self.fn
        return round(2 * self.tp / total, 4) if total else None


@dataclass(frozen=True, slots=True)
class Miss:
    """One wrong or missing value. `title` is the labelled instrument's; `field` is «document» for an invented row."""

    file: str
    title: str
    field: str
    gold: Any
    got: Any
    silent: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """What the miss is about, whatever value was given."""
        return self.file, self.title, self.field


@dataclass(slots=True)
class Score:
    """The score of one inventory."""

    fields: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})
    gold: int = 0
    found: int = 0
    missed: int = 0
    invented: int = 0
    non_agreements: int = 0
    non_agreements_taken: int = 0
    cells: int = 0
    silent_cells: int = 0
    review_cells: int = 0
    misses: list[Miss] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def micro_f1(self) -> float | None:
        """F1 over all values of all fields."""
        total = Count()
        for one in self.fields.values():
            total.add(one.tp, one.fp, one.fn)
        return total.f1

    @property
    def silent(self) -> float | None:
        """The share of all cells that are wrong without a warning."""
        return round(self.silent_cells / self.cells, 4) if self.cells else None

    @property
    def review(self) -> float | None:
        """The share of all cells that somebody is asked to review."""
        return round(self.review_cells / self.cells, 4) if self.cells else None

    def as_json(self) -> dict[str, Any]:
        """The score as JSON has it; what a later score is compared with."""
        return {
            "micro_f1": self.micro_f1,
            "silent": self.silent,
            "review": self.review,
            "fields": {name: asdict(count) | {"f1": count.f1} for name, count in self.fields.items()},
            "files": self.files,
            "misses": [asdict(miss) for miss in self.misses],
        }


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


def changes(now: Score, baseline: Row) -> tuple[list[Miss], list[Miss]]:
    """(gains, losses) since a baseline: misses that are gone, and new ones. Only files that both have scored count."""
    before = [Miss(**miss) for miss in baseline["misses"] if miss["file"] in now.files]
    after = [miss for miss in now.misses if miss.file in baseline["files"]]
    old, new = {miss.key for miss in before}, {miss.key for miss in after}
    return [miss for miss in before if miss.key not in new], [miss for miss in after if miss.key not in old]


def _score_file(result: Score, label: Row, rows: list[Row], day: date) -> None:
    file, documents = label["file"], label["documents"]
    result.files.append(file)
    result.gold += len(documents)
    if not documents:
        result.non_agreements += 1
        result.non_agreements_taken += bool(rows)
    for gold, row in _pairs(documents, rows):
        if gold is None:
            result.invented += 1
            title = row.get("title") if row else None
            result.misses.append(Miss(file, str(title), "document", None, title, silent=False))
            continue
        result.found += row is not None
        result.missed += row is None
        _score_row(result, file, {**gold, **_terms(gold, day)}, row or {})


def _score_row(result: Score, file: str, gold: Row, row: Row) -> None:
    review = set(row.get("needs_review") or ())
    for name in FIELDS:
        if name == "subject" and not gold.get("subject_keywords"):
            continue
        expected, got = _values(name, gold, row)
        (tp, fp, fn), right, present = _compare(name, expected, got)
        result.fields[name].add(tp, fp, fn)
        result.cells += present
        result.review_cells += present and name in review
        if not right:
            silent = name not in review
            result.silent_cells += silent
            result.misses.append(Miss(file, gold["title"], name, expected, got, silent))


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
