"""The columns Giltighetstid and Övrigt as sentences, the way the report's Figur 2 writes them."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from pipeline.domain.agreement import Agreement
from pipeline.domain.evidence import Status
from pipeline.domain.terms import Terms, TermStatus
from pipeline.domain.values import Duration, Renewal, RenewalMode
from pipeline.inventory import words
from pipeline.inventory.labels import Labels, Noun
from pipeline.inventory.relation_sentences import Told

_FULL_STOP = re.compile(r"(?<!\.\w)(?<!\.)\.$")
"""A final full stop, but not that of an abbreviation («m.m.»)."""

_ENDED = (TermStatus.EXPIRED, TermStatus.OPTION)
_CHECKED = ("valid_from", "valid_to", "open_ended", "renewal")
"""The fields that the column Giltighetstid speaks of."""


def validity(agreement: Agreement, labels: Labels) -> str:
    """Giltighetstid: from when till when, and how it is prolonged («Gäller 2014-02-13 till 2015-02-12»)."""
    renewal = agreement.renewal.value
    sentences = [_span(agreement, labels)]
    if renewal:
        sentences.append(_renewal(renewal, _noun(agreement, labels), labels))
    elif agreement.valid_from.value and not agreement.valid_to.value and not agreement.open_ended.value:
        says = labels.validity
        sentences.append(_lack((agreement.valid_to.status,), says.no_end, says.no_end_clear, says.no_end_legible))
    return _join(sentences)


def remarks(  # noqa: PLR0913  # everything that the cell speaks of
    agreement: Agreement,
    terms: Terms,
    as_of: date,
    labels: Labels,
    *,
    missing: Collection[int] = (),
    copies: Collection[str] = (),
    told: Told | None = None,
) -> str:
    """Övrigt: what the terms mean on the day `as_of`, the document's own remarks, and what the reader must know.

    `missing` are the numbers of pages that could not be read, `copies` other files with the same content. `told` is
    how it stands to other rows; once one has taken its place, its own renewal and notice are of no more use.
    """
    says, quantities = labels.remarks, labels.quantities
    replaced = told.replaced() if told else ""
    runs = not replaced and terms.status not in _ENDED
    standing = _standing(agreement, terms, labels) if not replaced or terms.status is TermStatus.EXPIRED else ""
    sentences = [standing, replaced, *agreement.remarks, *(told.others() if told else ())]
    if day := agreement.revised_on.value:
        inflected = labels.genders[_noun(agreement, labels).gender]
        sentences.append(says.revised.format(revised=inflected.revised, day=day))
    length = agreement.notice_period.value
    if length and runs:
        sentences.append(_notice(length, terms.last_notice_date, as_of, labels))
    if missing:
        sentences.append(unread(missing, labels))
    if copies:
        sentences.append(says.copy_of.format(files=words.enumeration(sorted(copies), quantities)))
    if any(getattr(agreement, name).review for name in _CHECKED):
        sentences.append(says.check_validity)
    return _join(sentences)


def unread(pages: Collection[int], labels: Labels) -> str:
    """Which pages could not be read: «Sidorna 3 och 5 kunde inte läsas»."""
    template = labels.remarks.page_missing if len(set(pages)) == 1 else labels.remarks.pages_missing
    return template.format(pages=words.page_list(pages, labels.quantities))


def end_unread(pages: Collection[int], labels: Labels) -> str:
    """The same, as a reason to look at when the agreement ends: nobody knows what those pages say of it."""
    return labels.remarks.end_unread.format(unread=unread(pages, labels))


def renewal_in_short(renewal: Renewal, labels: Labels) -> str:
    """The renewal as a cell of the flat table: «ett år i taget»."""
    says = labels.renewal
    if renewal.mode is RenewalMode.OPTION:
        template = says.option_limited if renewal.limit else says.option_unlimited
    elif renewal.limit == 1:
        template = says.automatic_once
    else:
        template = says.automatic_limited if renewal.limit else says.automatic_unlimited
    return _filled(template, renewal, labels)


def _span(agreement: Agreement, labels: Labels) -> str:
    says = labels.validity
    start, end, on = agreement.valid_from.value, agreement.valid_to.value, agreement.open_ended.value
    if start and end:
        return (says.between_and_on if on else says.between).format(start=start, end=end)
    if end:
        return (says.end_only_and_on if on else says.end_only).format(end=end)
    if start:
        return (says.onwards if on else says.start_only).format(start=start)
    if on:
        return says.open_ended
    unknown = (agreement.valid_from.status, agreement.valid_to.status)
    return _lack(unknown, says.no_dates, says.no_dates_clear, says.no_dates_legible)


def _lack(statuses: tuple[Status, ...], absent: str, conflicting: str, unreadable: str) -> str:
    """Why a date is not given: contradiction before illegibility before silence."""
    if Status.CONFLICTING in statuses:
        return conflicting
    return unreadable if Status.UNREADABLE in statuses else absent


def _renewal(renewal: Renewal, noun: Noun, labels: Labels) -> str:
    says = labels.validity
    if renewal.mode is RenewalMode.OPTION:
        template = says.option_limited if renewal.limit else says.option_unlimited
    elif renewal.limit == 1:
        template = says.renews_once
    else:
        template = says.renews_limited if renewal.limit else says.renews_unlimited
    return _filled(template, renewal, labels, noun)


def _filled(template: str, renewal: Renewal, labels: Labels, noun: Noun | None = None) -> str:
    quantities = labels.quantities
    return template.format(
        period=words.duration(renewal.period, quantities),
        times=words.times(renewal.limit or 0, quantities),
        noun=noun and noun.definite,
        it=noun and labels.genders[noun.gender].it,
    )


def _standing(agreement: Agreement, terms: Terms, labels: Labels) -> str:
    """What the status means to a reader; nothing while the agreement simply runs."""
    templates = {
        TermStatus.EXPIRED: labels.remarks.expired,
        TermStatus.RENEWED: labels.remarks.renewed,
        TermStatus.NOT_STARTED: labels.remarks.not_started,
        TermStatus.OPTION: labels.remarks.option,
    }
    noun = _noun(agreement, labels)
    inflected = labels.genders[noun.gender]
    sentence = templates.get(terms.status, "").format(
        noun=noun.definite, expired=inflected.expired, renewed=inflected.renewed, end=terms.current_term_end
    )
    return words.sentence_case(sentence)


def _notice(length: Duration, last_day: date | None, as_of: date, labels: Labels) -> str:
    says = labels.remarks
    template = says.notice if last_day is None else says.notice_until if as_of <= last_day else says.notice_over
    return template.format(period=words.duration(length, labels.quantities), day=last_day)


def _noun(agreement: Agreement, labels: Labels) -> Noun:
    return words.noun(agreement.title.value, agreement.kind.value, labels)


def _join(sentences: list[str]) -> str:
    """Sentences one after the other, without a full stop after the last, as in Figur 2's cells."""
    whole = [_FULL_STOP.sub("", sentence.strip()) for sentence in sentences]
    return ". ".join(sentence for sentence in whole if sentence).replace(".. ", ". ")
