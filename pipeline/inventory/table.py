"""Agreements -> the inventory: ordered, numbered, with its terms worked out on a day. Nothing is lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.domain.agreement import Agreement, Kind, Outcome
from pipeline.domain.terms import Terms, TermStatus, terms_on
from pipeline.inventory import sentences
from pipeline.inventory.collation import SortKey, sort_key
from pipeline.inventory.corrections.applying import Corrected, blank, correct
from pipeline.inventory.corrections.correction import REASON, Corrections, own_columns
from pipeline.inventory.corrections.overriding import Overriding
from pipeline.inventory.corrections.placing import Placed, place
from pipeline.inventory.corrections.typed import Typed
from pipeline.inventory.diary.entry import Diary
from pipeline.inventory.diary.reconciling import reconcile
from pipeline.inventory.identity import Identified, identify
from pipeline.inventory.labels import Labels
from pipeline.inventory.masking import mask_text, shown
from pipeline.inventory.relation_sentences import Place, Told, passed_over
from pipeline.inventory.relations import relate
from pipeline.inventory.review import end_doubted
from pipeline.inventory.rows import FailedFile, Inventory, NotAgreement, Row

__all__ = ["FailedFile", "Inventory", "NotAgreement", "Row", "tabulate"]


def tabulate(
    outcomes: Sequence[Outcome],
    as_of: date,
    labels: Labels,
    corrections: Corrections | None = None,
    today: date | None = None,
    diary: Diary | None = None,
) -> Inventory:
    """The inventory of all files on the day `as_of`, with people's corrections, which are dated `today` (`as_of`).

    What no document says is taken from the `diary`, if there is one.
    Raises ValueError for a file that is given twice or that is not exactly one of agreements, rejection, failure.
    """
    _check(outcomes)
    typed, when = Typed(labels), (today or as_of).isoformat()
    items = tuple(identify([replace(o, agreements=(blank(labels),)) if o.rejection else o for o in outcomes]))
    placed = place(items, [o.file for o in outcomes], corrections or Corrections(), typed, when)
    known, reconciled = [correct(item, placed, typed) for item in items], None
    if diary:
        known, reconciled = reconcile(known, outcomes, diary, labels)
    found = sorted((one for one in known if not one.leaves), key=lambda one: _order(one.item, labels))
    copies = _copies(outcomes)
    related = relate([one.item for one in found], as_of, passed_over(labels))
    places = {
        one.item.id: Place(n, _title(one.item, labels), one.item.outcome.file) for n, one in enumerate(found, start=1)
    }
    by_file = sorted(outcomes, key=lambda o: o.file)
    return Inventory(
        as_of=as_of,
        rows=tuple(_row(one, as_of, typed, copies, Told(related[one.item.id], places, labels)) for one in found),
        not_agreements=tuple(_not_agreement(one, placed, labels) for one in known if one.leaves),
        failures=tuple(FailedFile(o.file, o.failure.code, o.failure.message) for o in by_file if o.failure),
        own_columns=own_columns(placed.by_key),
        placed=placed,
        diary=reconciled,
    )


def _row(one: Corrected, as_of: date, typed: Typed, copies: Mapping[str, tuple[str, ...]], told: Told) -> Row:
    item, labels, over = one.item, typed.labels, Overriding(one, typed)
    file, agreement = item.outcome.file, shown(item.agreement)
    missing = _missing(one.original, item.outcome)
    if "valid_to" not in one.own:
        unread = [sentences.end_unread(missing, labels)] if missing else []
        agreement = end_doubted(told.doubts(agreement), unread)
    agreement, notices = over.reviewed(agreement)
    terms = over.terms(_terms(agreement, as_of), replaced=told.related.replacement is not None)
    others = tuple(other for other in copies.get(item.outcome.sha256, ()) if other != file)
    remarks = sentences.remarks(agreement, terms, as_of, labels, missing=missing, copies=others, told=told)
    owner = mask_text(file.partition("/")[0]) if "/" in file else ""
    over.text("title", _title(replace(item, agreement=one.original), labels))
    return Row(
        id=item.id,
        number=told.places[item.id].number,
        file=file,
        owner=over.text("owner", owner),
        title=_title(item, labels),
        agreement=agreement,
        terms=terms,
        validity=over.text("validity", sentences.validity(agreement, labels)),
        remarks=over.text("remarks", mask_text(remarks)),
        note=over.text("note", ""),
        related=told.related,
        key=item.key,
        corrected=over.in_force,
        automatic=over.automatic,
        refused=over.refused,
        notices=notices,
        own=over.own_texts(),
        said_status=over.standing(),
    )


def _not_agreement(one: Corrected, placed: Placed, labels: Labels) -> NotAgreement:
    outcome, lines = one.item.outcome, placed.by_key.get(one.item.key, {})
    if outcome.rejection:
        section, when, reason = "", "", _rejection(outcome, labels)
    else:
        section, when = labels.sections[one.original.kind.value].title, lines["kind"].when
        reason = labels.corrections.by_person.format(when=when)
    said = lines.get(REASON)
    return NotAgreement(
        file=outcome.file,
        reason=mask_text(said.value) if said else reason,
        id=one.item.id,
        key=one.item.key,
        section=section,
        automatic_reason=reason if said else None,
        when=when,
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
    return labels.workbook.untitled.format(file=mask_text(file.rpartition("/")[2]))


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
