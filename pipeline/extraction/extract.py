"""Mentions -> Agreement: ask each field in turn, those first that others lean on."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.domain.agreement import Agreement, Kind, Rejection
from pipeline.domain.evidence import Finding, Mention
from pipeline.domain.text import Text
from pipeline.domain.values import Interval, PartialDate
from pipeline.extraction.abundance import doubt_all, looked_at
from pipeline.extraction.actuality import find_actuality, is_fact
from pipeline.extraction.candidates import Candidates
from pipeline.extraction.findings import Reasons
from pipeline.extraction.kind import KindWords, find_kind
from pipeline.extraction.parties import find_parties, odd_numbers
from pipeline.extraction.registry import find_registry_number
from pipeline.extraction.rejection import rejection
from pipeline.extraction.relations import RelationWords, find_relations
from pipeline.extraction.remarks import find_remarks
from pipeline.extraction.renewal import asked_of, find_notice, find_renewal
from pipeline.extraction.review_rhythm import Rhythm, find_rhythm, rhythms
from pipeline.extraction.signing import find_revised, find_signed
from pipeline.extraction.signing_service import ServicePages
from pipeline.extraction.sketch import sketch
from pipeline.extraction.subject import SubjectWords, find_subject
from pipeline.extraction.title import find_title
from pipeline.extraction.unread import doubt_unread
from pipeline.extraction.validity import expected, find_validity
from pipeline.lexicon import Lexicon


def extract(text: Text, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Agreement | Rejection:
    """What the text is: an agreement with a finding for every field, or why it is none."""
    reasons, kinds = Reasons(lexicon.sentences), _kind_words(lexicon)
    found, mentions = len(mentions), looked_at(mentions)
    crowded = len(mentions) < found
    service = ServicePages.of(text, mentions)
    facts = Candidates(text, tuple(m for m in mentions if is_fact(m)), lexicon)
    mentions = tuple(m for m in mentions if m.start < text.verification_start and not is_fact(m))
    title = find_title(text, kinds, reasons)
    rejected = rejection(text, title, mentions, kinds, lexicon.headings, reasons)
    if rejected:
        return rejected
    candidates = Candidates(text, mentions, lexicon)
    signed_on = find_signed(text, candidates, service, reasons)
    kind = find_kind(text, title, kinds, reasons)
    validity = find_validity(text, candidates, _title_interval(title), title, signed_on, reasons)
    if kind.value is Kind.AGREEMENT:
        validity = expected(validity, reasons)
    renewal = find_renewal(text, candidates, reasons)
    starts = validity.valid_from.value or signed_on.value
    parties = find_parties(text, mentions, title, starts, lexicon, reasons)
    revised_on = find_revised(text, candidates, reasons)
    agreement = Agreement(
        pages=text.pages,
        kind=kind,
        title=title,
        parties=parties,
        subject=find_subject(text, title, _subject_words(lexicon), reasons),
        registry_number=find_registry_number(text, mentions, reasons),
        valid_from=validity.valid_from,
        valid_to=validity.valid_to,
        open_ended=validity.open_ended,
        renewal=asked_of(kind.value, renewal, reasons),
        notice_period=asked_of(kind.value, find_notice(text, candidates, renewal, reasons), reasons),
        signed_on=signed_on,
        revised_on=revised_on,
        remarks=(*find_remarks(text, candidates, signed_on.value, reasons), *odd_numbers(parties.value, reasons)),
        review_every=find_rhythm(candidates, _rhythms(lexicon)),
        relations=find_relations(text, candidates, title.value, _relation_words(lexicon)),
        sketch=sketch(text.content[: text.margin_start]),
        actuality=find_actuality(text, facts, candidates, signed_on, revised_on),
    )
    agreement = doubt_unread(agreement, text, candidates, reasons)
    return doubt_all(agreement, reasons) if crowded else agreement


@lru_cache(maxsize=2)
def _rhythms(lexicon: Lexicon) -> tuple[Rhythm, ...]:
    return rhythms(lexicon.tables["rhythms"])


@lru_cache(maxsize=2)
def _kind_words(lexicon: Lexicon) -> KindWords:
    return KindWords.from_table(lexicon.tables["kinds"])


@lru_cache(maxsize=2)
def _subject_words(lexicon: Lexicon) -> SubjectWords:
    return SubjectWords.from_table(lexicon.tables["subject"], dict(lexicon.headings))


@lru_cache(maxsize=2)
def _relation_words(lexicon: Lexicon) -> RelationWords:
    return RelationWords.from_table(lexicon.tables["relations"])


def _title_interval(title: Finding[str | None]) -> Interval | None:
    """The years that the title names («2011-2013», «… 2013»), weaker than anything the text says."""
    content = title.value or ""
    years = re.search(r"\b((?:19|20)\d\d)\s?[-\u2013]\s?((?:19|20)\d\d)\b", content)
    if years:
        return Interval(PartialDate(int(years.group(1))), PartialDate(int(years.group(2))))
    open_years = re.search(r"\b((?:19|20)\d\d)\s?[-\u2013]\s*$", content)
    if open_years:
        return Interval(PartialDate(int(open_years.group(1))), None)
    year = re.search(r"(?<![\d:/.-])((?:19|20)\d\d)(?![\d:/-])", content)
    return Interval(PartialDate(int(year.group(1))), PartialDate(int(year.group(1)))) if year else None
