"""Agreements -> the inventory: ordered, numbered, with its terms worked out on a day. Nothing is lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.domain.agreement import Agreement, Kind, Outcome
from pipeline.domain.terms import Terms, TermStatus, terms_on
from pipeline.inventory import sentences
from pipeline.inventory.collation import SortKey, sort_key
from pipeline.inventory.identity import Identified, identify
from pipeline.inventory.labels import REPLACED, Labels
from pipeline.inventory.masking import mask_text, shown
from pipeline.inventory.relation_sentences import Place, Told, passed_over
from pipeline.inventory.relations import Related, relate


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement in the inventory, as it may be shown: personal numbers masked, quotes short.

    `id` is the same from night to night as long as the file's content is; `number` runs through all three sections.
    `owner` is the first-level folder of `file`, "" where there is none. `validity` and `remarks` are the sentences of
    Giltighetstid and Övrigt; `note` is the user's own. `related` tells how it stands to other rows.
    """

    id: str
    number: int
    file: str
    owner: str
    title: str
    agreement: Agreement
    terms: Terms
    validity: str
    remarks: str
    note: str = ""
    related: Related = field(default_factory=Related)

    @property
    def kind(self) -> Kind:
        """The section that the row stands in."""
        return self.agreement.kind.value

    @property
    def replaced_by(self) -> str | None:
        """The id of the row that has taken its place and has begun to run."""
        return self.related.replacement.row if self.related.replacement else None

    @property
    def standing(self) -> str:
        """The status that a reader sees: only the head of a chain of agreements runs."""
        return REPLACED if self.related.replacement else self.terms.status


@dataclass(frozen=True, slots=True)
class NotAgreement:
    """A file that is no agreement, and why, in Swedish."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read: the cause's code, and what to do, in Swedish."""

    file: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """The whole table on a day: every file of the corpus in exactly one of rows, not_agreements and failures."""

    as_of: date
    rows: tuple[Row, ...]
    not_agreements: tuple[NotAgreement, ...]
    failures: tuple[FailedFile, ...]

    def section(self, kind: Kind) -> tuple[Row, ...]:
        """The rows of one section, in order."""
        return tuple(row for row in self.rows if row.kind is kind)


def tabulate(
    outcomes: Sequence[Outcome], as_of: date, labels: Labels, notes: Mapping[str, str] | None = None
) -> Inventory:
    """The inventory of all files on the day `as_of`; `notes` are the user's own remarks by row id.

    Raises ValueError for a file that is given twice or that is not exactly one of agreements, rejection, failure.
    """
    _check(outcomes)
    found = sorted(identify(outcomes), key=lambda item: _order(item, labels))
    copies = _copies(outcomes)
    related = relate(found, as_of, passed_over(labels))
    places = {i.id: Place(n, _title(i, labels), i.outcome.file) for n, i in enumerate(found, start=1)}
    by_file = sorted(outcomes, key=lambda o: o.file)
    return Inventory(
        as_of=as_of,
        rows=tuple(
            _row(item, as_of, labels, copies, Told(related[item.id], places, labels), (notes or {}).get(item.id, ""))
            for item in found
        ),
        not_agreements=tuple(NotAgreement(o.file, _rejection(o, labels)) for o in by_file if o.rejection),
        failures=tuple(FailedFile(o.file, o.failure.code, o.failure.message) for o in by_file if o.failure),
    )


def _row(
    item: Identified, as_of: date, labels: Labels, copies: Mapping[str, tuple[str, ...]], told: Told, note: str
) -> Row:
    agreement, file = told.doubts(shown(item.agreement)), item.outcome.file
    terms = _terms(agreement, as_of)
    others = tuple(other for other in copies.get(item.outcome.sha256, ()) if other != file)
    missing = _missing(item.agreement, item.outcome)
    return Row(
        id=item.id,
        number=told.places[item.id].number,
        file=file,
        owner=file.partition("/")[0] if "/" in file else "",
        title=_title(item, labels),
        agreement=agreement,
        terms=terms,
        validity=sentences.validity(agreement, labels),
        remarks=sentences.remarks(agreement, terms, as_of, labels, missing=missing, copies=others, told=told),
        note=note,
        related=told.related,
    )


def _terms(agreement: Agreement, as_of: date) -> Terms:
    """Where the agreement stands; dates that no calendar holds (a misread year) leave open what rests on them."""
    start, end, on = agreement.valid_from.value, agreement.valid_to.value, agreement.open_ended.value
    renewal, notice = agreement.renewal.value, agreement.notice_period.value
    if renewal and max(renewal.period.months, renewal.period.days) <= 0:
        renewal = None  # «0 months», misread: it would renew for ever without getting anywhere
    try:
        return terms_on(as_of, valid_from=start, valid_to=end, open_ended=on, renewal=renewal, notice_period=notice)
    except (OverflowError, ValueError):
        if end and as_of > end:
            return Terms(TermStatus.UNKNOWN, None, None)
        return terms_on(as_of, valid_from=start, valid_to=end, open_ended=on, renewal=None, notice_period=None)


def _order(item: Identified, labels: Labels) -> tuple[int, date, SortKey, str, tuple[int, int], str]:
    """Section, first day of validity (unknown last), title in Swedish order; then whatever keeps nights alike."""
    agreement = item.agreement
    title = agreement.title.value or _untitled(item.outcome.file, labels)
    return (
        list(Kind).index(agreement.kind.value),
        agreement.valid_from.value or date.max,
        sort_key(title, labels.collation),
        item.outcome.file,
        agreement.pages,
        item.id,
    )


def _title(item: Identified, labels: Labels) -> str:
    title = item.agreement.title.value
    return mask_text(title) if title else _untitled(item.outcome.file, labels)


def _untitled(file: str, labels: Labels) -> str:
    return labels.workbook.untitled.format(file=file.rpartition("/")[2])


def _missing(agreement: Agreement, outcome: Outcome) -> tuple[int, ...]:
    """Unread pages that may have held something of this agreement: inside it, or inside no agreement at all."""
    first, last = agreement.pages
    elsewhere = {page for a in outcome.agreements if a is not agreement for page in range(a.pages[0], a.pages[1] + 1)}
    return tuple(m.number for m in outcome.missing if first <= m.number <= last or m.number not in elsewhere)


def _rejection(outcome: Outcome, labels: Labels) -> str:
    """Why a file is no agreement, with the pages that could not be read: what they held is not known."""
    reason = mask_text(outcome.rejection.reason) if outcome.rejection else ""
    if not outcome.missing:
        return reason
    return f"{reason.rstrip('.')}. {sentences.unread([m.number for m in outcome.missing], labels)}"


def _copies(outcomes: Sequence[Outcome]) -> dict[str, tuple[str, ...]]:
    files: dict[str, tuple[str, ...]] = {}
    for outcome in outcomes:
        files[outcome.sha256] = (*files.get(outcome.sha256, ()), outcome.file)
    return files


def _check(outcomes: Sequence[Outcome]) -> None:
    for file, count in Counter(o.file for o in outcomes).items():
        if count > 1:
            raise ValueError(f"{file}: given {count} times")
    for o in outcomes:
        if sum((bool(o.agreements), o.rejection is not None, o.failure is not None)) != 1:
            raise ValueError(f"{o.file}: must have agreements, a rejection or a failure, and only one of them")
