"""The words of the inventory, from `models/sv/labels.toml` to frozen data that mypy can check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.domain.agreement import Kind
from pipeline.domain.terms import TermStatus
from pipeline.inventory.corrections.words import CorrectionWords
from pipeline.inventory.deadline_words import CalendarWords, DeadlineWords
from pipeline.inventory.diary.words import DiaryWords
from pipeline.inventory.relation_words import RelationWords
from pipeline.inventory.sheet_words import SheetWords
from pipeline.inventory.signatories import SignatoryWords
from pipeline.inventory.word_tables import texts

REPLACED = "replaced"
"""The status of a row whose successor runs; it stands in no document, and no terms give it."""


class Gender(StrEnum):
    """What Swedish adjectives and pronouns agree with."""

    NEUTER = "neuter"
    COMMON = "common"
    PLURAL = "plural"


@dataclass(frozen=True, slots=True)
class WorkbookWords:
    """Names of sheets, properties and single words of the workbook."""

    title: str
    subject: str
    author: str
    language: str
    figure: str
    flat: str
    page_footer: str
    untitled: str
    registry_number: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of Figur 2: its title and its six column heads."""

    title: str
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """How a value to be reviewed is announced."""

    entry: str
    follows: str


@dataclass(frozen=True, slots=True)
class Inflections:
    """The words that agree with a noun's gender."""

    it: str
    expired: str
    renewed: str
    revised: str


@dataclass(frozen=True, slots=True)
class Noun:
    """What a document calls itself: its forms at the end of a title's word, and how sentences speak of it."""

    forms: tuple[str, ...]
    definite: str
    gender: Gender


@dataclass(frozen=True, slots=True)
class ValidityWords:
    """The sentences of the column Giltighetstid."""

    between: str
    between_and_on: str
    onwards: str
    start_only: str
    end_only: str
    end_only_and_on: str
    open_ended: str
    no_end: str
    no_end_clear: str
    no_end_legible: str
    no_dates: str
    no_dates_clear: str
    no_dates_legible: str
    renews_unlimited: str
    renews_once: str
    renews_limited: str
    option_unlimited: str
    option_limited: str


@dataclass(frozen=True, slots=True)
class RemarkWords:
    """The sentences of the last column of Figur 2."""

    expired: str
    renewed: str
    not_started: str
    option: str
    revised: str
    notice: str
    notice_until: str
    notice_over: str
    page_missing: str
    end_unread: str
    pages_missing: str
    copy_of: str
    check_validity: str


@dataclass(frozen=True, slots=True)
class DerivationWords:
    """How computed days came about."""

    term_end: str
    notice_date: str


@dataclass(frozen=True, slots=True)
class RenewalWords:
    """The short forms of the renewal column of the flat table."""

    automatic_unlimited: str
    automatic_once: str
    automatic_limited: str
    option_unlimited: str
    option_limited: str


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Small numbers in words (the first is one) and units of time."""

    words: tuple[str, ...]
    year: str
    years: str
    month: str
    months: str
    day: str
    days: str
    once: str
    times: str
    last_joiner: str


@dataclass(frozen=True, slots=True)
class Collation:
    """An alphabet in its order, and letters outside it with what they are sorted as."""

    alphabet: str
    sorted_as: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Labels:
    """Every word of the inventory that a reader sees."""

    workbook: WorkbookWords
    sections: Mapping[Kind, Section]
    columns: Mapping[str, str]
    status: Mapping[str, str]
    review: ReviewWords
    nouns: tuple[Noun, ...]
    default_nouns: Mapping[Kind, Noun]
    genders: Mapping[Gender, Inflections]
    validity: ValidityWords
    remarks: RemarkWords
    relations: RelationWords
    renewal: RenewalWords
    derivation: DerivationWords
    deadlines: DeadlineWords
    calendar: CalendarWords
    sheets: SheetWords
    quantities: QuantityWords
    collation: Collation
    corrections: CorrectionWords
    diary: DiaryWords
    signatories: SignatoryWords

    @classmethod
    def parse(cls, table: Mapping[str, Any]) -> Labels:
        """Read the parsed `models/sv/labels.toml`.

        Tables that the inventory doesn't use are passed over. Raises ValueError, with the table's name and the key,
        where a word is missing or where a table has one too many.
        """
        try:
            nouns = tuple(texts(Noun, "nouns", {**n, "gender": Gender(n["gender"])}) for n in table["nouns"])
            by_definite = {noun.definite: noun for noun in nouns}
            return cls(
                workbook=texts(WorkbookWords, "workbook", table["workbook"]),
                sections={k: texts(Section, f"sections.{k}", table["sections"][k]) for k in Kind},
                columns=dict(table["columns"]),
                status={s: table["status"][s] for s in (*TermStatus, REPLACED)},
                review=texts(ReviewWords, "review", table["review"]),
                nouns=nouns,
                default_nouns={k: by_definite[table["default_nouns"][k]] for k in Kind},
                genders={g: texts(Inflections, f"genders.{g}", table["genders"][g]) for g in Gender},
                validity=texts(ValidityWords, "validity", table["validity"]),
                remarks=texts(RemarkWords, "remarks", table["remarks"]),
                relations=texts(RelationWords, "relations", table["relations"]),
                renewal=texts(RenewalWords, "renewal", table["renewal"]),
                derivation=texts(DerivationWords, "derivation", table["derivation"]),
                deadlines=texts(DeadlineWords, "deadlines", table["deadlines"]),
                calendar=texts(CalendarWords, "calendar", table["calendar"]),
                sheets=SheetWords.parse(table["sheets"]),
                quantities=texts(QuantityWords, "quantities", table["quantities"]),
                collation=texts(Collation, "collation", table["collation"]),
                corrections=texts(CorrectionWords, "corrections", table["corrections"]),
                diary=texts(DiaryWords, "diary", table["diary"]),
                signatories=texts(SignatoryWords, "signatories", table["signatories"]),
            )
        except KeyError as error:
            raise ValueError(f"labels.toml lacks {error}") from error
