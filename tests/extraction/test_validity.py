"""From when and until when: what the sentences of a document add up to, and what is left to a person."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.domain.agreement import Agreement
from pipeline.domain.document import BBox, PageSource
from pipeline.domain.evidence import Finding, Status
from pipeline.domain.text import Anchor, Clause, Text
from pipeline.domain.values import Interval, PartialDate
from pipeline.extraction.candidates import Candidates
from pipeline.extraction.extract import _title_interval
from pipeline.extraction.findings import Reasons, absent
from pipeline.extraction.validity import Validity, expected, find_validity
from pipeline.language import annotate
from pipeline.lexicon import Lexicon, load, read_toml
from tests.extraction.papers import agreement

UNSIGNED: Finding[date | None] = absent(None, "-")
UNTITLED: Finding[str | None] = absent(None, "-")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    everything = load(Path("models"))
    return replace(everything, rules=tuple(r for r in everything.rules if r.id.startswith("validity/")))


def made(*paragraphs: str) -> Text:
    """A text of one page; a paragraph that begins with # is a heading, | is a cell's border."""
    content, anchors, headings = "", [], []
    for paragraph in paragraphs:
        plain = paragraph.lstrip("# ").replace(" | ", "\t")
        if paragraph.startswith("#"):
            headings.append((len(content), len(content) + len(plain)))
        box = BBox(50, 20.0 * len(anchors), 500, 20.0 * len(anchors) + 10)
        for word in re.finditer(r"\S+", plain):
            start, end = len(content) + word.start(), len(content) + word.end()
            anchors.append(Anchor(start, end, 1, box, 1.0, word.group()))
        content += plain + "\n"
    ends = [*(start for start, _ in headings), len(content)][1:]
    clauses = [Clause(None, h, (h[1] + 1, end)) for h, end in zip(headings, ends, strict=True)]
    first = headings[0][0] if headings else len(content)
    return Text(
        file="a.pdf",
        content=content,
        anchors=tuple(anchors),
        lines=(),
        clauses=(Clause(None, (0, 0), (0, first)), *clauses),
        margin_start=len(content),
        pages=(1, 1),
        file_pages=1,
        sources=((1, PageSource.TEXT_LAYER),),
    )


def read(
    *paragraphs: str, signed_on: date | None = None, title: str | None = None, years: Interval | None = None
) -> Validity:
    text = made(*([title] if title else []), *paragraphs)
    reasons = Reasons(lexicon().sentences)
    signed = replace(UNSIGNED, value=signed_on, status=Status.STATED) if signed_on else UNSIGNED
    candidates = Candidates(text, annotate(text, lexicon()), lexicon())
    titled = replace(UNTITLED, value=title) if title else UNTITLED
    return find_validity(text, candidates, years, titled, signed, reasons)


def days(validity: Validity) -> tuple[str | None, str | None, bool]:
    start, end = validity.valid_from.value, validity.valid_to.value
    return (start and start.isoformat(), end and end.isoformat(), validity.open_ended.value)


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("Avtalet gäller från och med 2016-09-01 till och med 2018-08-31.", ("2016-09-01", "2018-08-31", False)),
        ("Överenskommelsen gäller tills vidare från den 1 januari 2010.", ("2010-01-01", None, True)),
        ("Giltig fr.o.m.: | 2021-08-01 | Giltig t.o.m.: | Tills vidare", ("2021-08-01", None, True)),
        ("Gäller: Tillsvidare", (None, None, True)),
        ("Giltig: 2014-01-01--2015", ("2014-01-01", "2015-12-31", False)),
        ("Giltighetstid | 2014", ("2014-01-01", "2014-12-31", False)),
        ("Handlingsplanen avser år 2013.", ("2013-01-01", "2013-12-31", False)),
        ("Överenskommelsen gäller från juni 2018 t.o.m. juni 2020.", ("2018-06-01", "2020-06-30", False)),
        ("Avtalet löper under tre år från och med den 1 mars 2012.", ("2012-03-01", "2015-02-28", False)),
        ("Kontraktstid 1 år från den 2019-09-09", ("2019-09-09", "2020-09-08", False)),
        ("Planen gäller från årsskiftet 2014/2015.", ("2015-01-01", None, False)),
        ("Planen gäller från 2012-02-01 och t.o.m. årsskiftet 2014/2015.", ("2012-02-01", "2014-12-31", False)),
        ("Avtalet gäller från 2014-01-01 och upphör att gälla 2015-12-31.", ("2014-01-01", "2015-12-31", False)),
        ("Avtalet gäller 2014-01-01 – 2016-12-31 och därefter tills vidare.", ("2014-01-01", "2016-12-31", True)),
    ],
)  # fmt: skip
def test_what_a_sentence_says(sentence: str, term: tuple[str | None, str | None, bool]) -> None:
    assert days(read(sentence)) == term


def test_a_cap_ends_what_runs_until_further_notice() -> None:
    found = read("Avtalet gäller tills vidare från 2014-01-01, dock längst t.o.m. 2016-12-31.")
    assert days(found) == ("2014-01-01", "2016-12-31", False)


def test_signing_is_the_first_day_when_it_is_dated() -> None:
    sentence = "Avtalet gäller i tolv månader från avtalsdagen."
    assert days(read(sentence, signed_on=date(2014, 3, 10))) == ("2014-03-10", "2015-03-09", False)
    found = read(sentence)
    assert days(found) == (None, None, False)
    assert found.valid_from.review
    assert found.valid_to.review


def test_a_rough_year_does_not_contradict_exact_dates_within_it() -> None:
    found = read("Partnerskapet löper under år 2025.", "Avtalet gäller 2025-05-01 – 2025-12-31.")
    assert days(found) == ("2025-05-01", "2025-12-31", False)
    assert not found.valid_from.review


@pytest.mark.parametrize(
    "sentence",
    [
        "Avtalet gäller från ____________ till ____________.",
        "Avtalet gäller från den ____ 2024 till den ____ 2025.",
        "Avtalet gäller fr.o.m. 20xx-xx-xx t.o.m. 20xx-xx-xx.",
        "Avtalet gäller från och med den XX månad 20XX.",
        "Gäller från: | [Klicka eller tryck här för att ange datum]",
        "Avtalet gäller från och med 2014-02-31.",
        "Avtalet gäller från den 1 juli.",
        "Avtalet träder i kraft när det har vunnit laga kraft.",
    ],
)
def test_what_cannot_be_told_is_empty_and_reviewed(sentence: str) -> None:
    found = read(sentence)
    assert found.valid_from.value is None
    assert found.valid_from.review
    assert found.valid_from.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "Avtalet gäller till och med innevarande mandatperiod.",
        "Avtalet gäller från 2014-01-01 t.o.m. 20xx-xx-xx.",
        "Denna överenskommelse gäller så länge som ramavtalet gäller.",
    ],
)
def test_an_end_that_cannot_be_told_is_empty_and_reviewed(sentence: str) -> None:
    found = read(sentence)
    assert found.valid_to.value is None
    assert found.valid_to.review


@pytest.mark.parametrize(
    "sentence",
    [
        "Placeringen gäller från 2014-01-01 till 2014-12-31.",
        "Prislistan gäller från 2014-01-01.",
        "Blankett SAM-07, version 2, gäller från 2021-03-01.",
        "Försäkringen gäller från 2014-01-01 till 2014-12-31.",
        "Verksamhetsplanen avser år 2014.",
        "Budgeten gäller kalenderåret 2014.",
        "Projektet löper 2014-01-01 – 2016-12-31.",
        "Lagen träder i kraft den 1 januari 2018.",
        "Den tidigare överenskommelsen från 2011-04-01 upphörde vid årsskiftet 2014/2015.",
        "Den 2 juni 2008 startade arbetet i länet.",
        "Avtalet ersätter avtalet som gällde 2009-07-01 – 2013-06-30.",
    ],
)
def test_other_things_have_validity_too(sentence: str) -> None:
    assert days(read(sentence)) == (None, None, False)


def test_contradictions_are_told() -> None:
    twice = read("Avtalet gäller 2014-01-01 – 2015-12-31.", "Avtalet gäller från 2014-02-01 till 2016-12-31.")
    assert twice.valid_to.review
    shorter = read("Avtalstiden är ett år, från och med 2014-01-01 till och med 2015-12-31.")
    assert shorter.valid_to.value == date(2015, 12, 31)
    assert shorter.valid_to.review
    backwards = read("Avtalet gäller från 2016-01-01.", "Avtalet upphör att gälla 2015-12-31.")
    assert backwards.valid_from.review
    assert backwards.valid_to.review


def test_part_of_a_year_leaves_the_beginning_to_a_person() -> None:
    found = read("Avtalet gäller för 2016 (fr.o.m. februari).")
    assert days(found) == (None, "2016-12-31", False)
    assert found.valid_from.review


def test_conditional_start_is_given_for_review() -> None:
    found = read("Detta avtal gäller utbildningar som startar efter den 1 juli 2014 och tillsvidare.")
    assert days(found)[0] == "2014-07-02"
    assert found.valid_from.review


def test_years_of_the_title_are_the_last_resort() -> None:
    years = Interval(PartialDate(2015), PartialDate(2018))
    found = read("Målen följs upp.", title="Mål och styrning 2015-2018", years=years)
    assert days(found) == ("2015-01-01", "2018-12-31", False)
    assert found.valid_to.review
    stated = read("Giltig fr.o.m.: | 2015-03-26", title="Mål och styrning 2015-2018", years=years)
    assert days(stated) == ("2015-03-26", "2018-12-31", False)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Mål, utgångspunkter och styrning 2015-2018", "2015/2018"),
        ("Internavtal 2015", "2015/2015"),
        ("Avtal om drift 2014 av familjecentralen", "2014/2014"),
        ("Avtal om samverkan", "None"),
        ("Avtal enligt socialtjänstlagen (2001:453)", "None"),
    ],
)
def test_years_that_a_title_names(title: str, years: str) -> None:
    assert str(_title_interval(replace(UNTITLED, value=title))) == years


def test_a_clause_on_validity_that_says_nothing_readable_is_reviewed() -> None:
    found = read("# Giltighetstid", "under tiden 1 2022 28 februari")
    assert days(found) == (None, None, False)
    assert found.valid_from.review


def test_an_agreement_without_any_time_is_reviewed() -> None:
    silent, reasons = read("Parterna samverkar."), Reasons(lexicon().sentences)
    assert not silent.valid_from.review
    assert expected(silent, reasons).valid_from.review
    open_ended = read("Avtalet gäller tills vidare.")
    assert expected(open_ended, reasons) == open_ended


def test_values_below_the_heads_of_their_columns() -> None:
    assert days(read("Namn | Giltig fr.o.m. | Giltig t.o.m.", "Rutin | 2014-01-01 | Tills vidare")) == (
        "2014-01-01", None, True,
    )  # fmt: skip
    assert days(read("Namn | Giltighetstid", "Plan | 2014-2016")) == ("2014-01-01", "2016-12-31", False)
    assert days(read("Namn | Startdatum | Slutdatum", "Plan | 2014-03-01 | 2016-02-28")) == (
        "2014-03-01", "2016-02-28", False,
    )  # fmt: skip


def test_a_pronoun_may_mean_something_else() -> None:
    assert read("Taxan är fastställd. Den gäller från 2014-03-01.").valid_from.review
    assert not read("# Giltighet", "Den gäller från 2014-03-01.").valid_from.review


def test_below_its_heading_an_interval_alone_is_the_term() -> None:
    assert days(read("# Avtalstid", "2012-05-01 - 2015-04-30")) == ("2012-05-01", "2015-04-30", False)
    assert days(read("# Ekonomi", "2012-05-01 - 2015-04-30")) == (None, None, False)


WORDINGS = read_toml(Path(__file__).with_name("term_wordings.toml"))["wording"]


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda w: w["text"][-60:])
def test_the_whole_term_in_other_words(wording: dict[str, str]) -> None:
    assert told(agreement(PLAIN.format(text=wording["text"]))) == wording["reads"]


PLAIN = """
# Samverkansavtal om stöd till unga vuxna
Mellan Tallstads kommun och Region Mellanbygden har träffats följande avtal.
# Syfte
Parterna samverkar om stöd till unga vuxna med psykisk ohälsa.
# Avtalstid
{text}
# Tvister
Tvister löses i första hand genom förhandling mellan parterna.
"""


def told(found: Agreement) -> str:
    """What the agreement says of its term, as `term_wordings.toml` writes it."""
    renewal = found.renewal.value
    limit = "∞" if renewal and renewal.limit is None else renewal and renewal.limit
    parts = (
        (found.valid_from, f"from {found.valid_from.value}"),
        (found.valid_to, f"to {found.valid_to.value}"),
        (found.open_ended, "open"),
        (found.renewal, renewal and f"{renewal.mode.value} {renewal.period} {limit}"),
        (found.notice_period, f"notice {found.notice_period.value}"),
    )
    told = ", ".join(f"{words}{'?' * finding.review}" for finding, words in parts if finding.value)
    return told or "?" * any(finding.review for finding, _ in parts)
