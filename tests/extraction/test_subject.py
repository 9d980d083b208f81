"""The subject: the document's own sentence about what it is for, led by the topic of its title."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain.evidence import Evidence, Finding, How, Status
from pipeline.domain.text import Text
from pipeline.extraction.findings import Reasons, absent
from pipeline.extraction.subject import SubjectWords, find_subject
from pipeline.lexicon import read_toml
from tests.layout.builders import lexicon, written

WORDS = SubjectWords.from_table(lexicon().tables["subject"], lexicon().headings)
REASONS = Reasons(lexicon().sentences)
FOOLING = read_toml(Path(__file__).parent / "fooling" / "subject.toml")
UNTITLED: Finding[str | None] = absent(None, "-")
PURPOSE = "Syftet med överenskommelsen är att barn och unga i Ekby ska få läxhjälp efter skolan varje vardag."
PLAIN = "Arbetet leds av en styrgrupp med två ledamöter från var och en av de båda organisationerna i området."


DULL = "Arbetet leds av två personer från var och en av de båda organisationerna i hela området."


def titled(title: str) -> Finding[str | None]:
    return Finding(title, Status.STATED, (Evidence(1, title, (), "title/largest_lines", How.STATED, 0.95),))


def found_in(text: Text, title: Finding[str | None] = UNTITLED) -> Finding[str | None]:
    return find_subject(text, title, WORDS, REASONS)


def subject_of(*paragraphs: str, title: Finding[str | None] = UNTITLED) -> str:
    value = found_in(written(*paragraphs), title).value
    assert value is not None
    return value


@pytest.mark.parametrize(
    "sentence",
    [
        PURPOSE,
        "Avtalet reglerar hur kommunen och regionen delar på kostnaderna för läxhjälp till barn i Ekby.",
        "Överenskommelsen avser läxhjälp till barn och unga i Ekby och de kostnader som följer av detta.",
        "Parterna ska tillsammans ge barn och unga i Ekby den läxhjälp som de behöver efter skolan.",
    ],
)
def test_the_sentence_that_says_so_is_taken(sentence: str) -> None:
    assert subject_of(PLAIN, "## Innehåll", sentence, "## Ekonomi", PLAIN).startswith(sentence)


def test_a_sentence_below_a_heading_on_purpose_goes_before_others() -> None:
    sentence = "Barn och unga i hela området ska kunna få den läxhjälp som de behöver för att klara skolan."
    assert subject_of("## Organisation", PLAIN, "## Syfte", sentence, "## Ekonomi", PLAIN).startswith(sentence)


@pytest.mark.parametrize(
    "never",
    [
        "Avtalet gäller från 2014-02-13 för att parterna då har kommit överens om alla sina gemensamma mål.",
        "Kommunen ska betala 12 000 kronor för att gemensamt stöd till barn ska kunna ges varje år.",
        "Avtalet förlängs med ett år i taget för att parterna ska kunna samverka om stöd även därefter.",
        "Uppsägning av avtalet ska göras skriftligen för att gemensamma insatser ska kunna avslutas väl.",
    ],
)
def test_a_term_or_a_price_is_no_subject(never: str) -> None:
    assert subject_of("## Syfte", never, PURPOSE).startswith(PURPOSE)


def test_the_topic_of_the_title_leads_where_the_sentence_does_not_name_it() -> None:
    purpose = "Syftet är att de som bor i området ska känna sig trygga när de rör sig ute om kvällarna."
    subject = subject_of("## Syfte", purpose, title=titled("Överenskommelse om nattvandring och ordningsvakter"))
    assert subject == f"Överenskommelse om nattvandring och ordningsvakter. {purpose}"


def test_a_sentence_that_names_the_topic_stands_alone() -> None:
    assert subject_of("## Syfte", PURPOSE, title=titled("Överenskommelse om läxhjälp")) == PURPOSE
    whole = "Plan för läxhjälp efter skolan ska ge barn och unga i Ekby det stöd som de behöver varje vardag."
    assert subject_of("## Syfte", whole, title=titled("Plan för läxhjälp efter skolan")) == whole


def test_a_topic_of_several_words_leads_even_where_they_are_spread_in_a_sentence() -> None:
    title = titled("Överenskommelse om läxhjälp efter skolan")
    assert subject_of("## Syfte", PURPOSE, title=title) == f"{title.value}. {PURPOSE}"


def test_parties_and_years_of_the_title_are_no_topic() -> None:
    title = titled("Avtal mellan Ekby kommun och Region Åsmyra om ungdomsmottagning 2014-2016")
    purpose = "Syftet är att de som bor i området ska känna sig trygga när de rör sig ute om kvällarna."
    assert subject_of("## Syfte", purpose, title=title) == f"Avtal om ungdomsmottagning. {purpose}"


def test_a_short_sentence_takes_the_next_one_with_it() -> None:
    short = "Syftet med avtalet är läxhjälp i Ekby."
    following = "Den ges efter skolan i bibliotekets lokaler."
    assert subject_of("## Syfte", f"{short} {following} Den är gratis.") == f"{short} {following}"


def test_a_list_is_part_of_the_sentence_that_introduces_it() -> None:
    intro = "Överenskommelsen omfattar följande insatser för barn och unga i Ekby:"
    subject = subject_of("## Innehåll", intro, "- läxhjälp,", "- samtalsstöd", "- fritidsledare.", "## Ekonomi", PLAIN)
    assert subject == f"{intro} läxhjälp; samtalsstöd; fritidsledare."


def test_a_colon_inside_a_paragraph_does_not_end_the_subject() -> None:
    whole = "Avtalet reglerar följande ansvar i hela området: Tillsyn av lokaler och läxhjälp till barn."
    assert subject_of("## Innehåll", whole, "## Ekonomi", PLAIN) == whole


def test_a_list_stops_where_its_clause_does() -> None:
    intro = "Överenskommelsen omfattar följande insatser för barn och unga i Ekby:"
    assert "tvist" not in subject_of("## Innehåll", intro, "- läxhjälp", "## Övrigt", "- tvist", PLAIN)


def test_a_list_that_is_too_long_ends_with_a_whole_item() -> None:
    intro = "Överenskommelsen omfattar följande insatser för barn och unga i Ekby:"
    items = [f"- insats nummer {n} med läxhjälp och samtal" for n in range(12)]
    subject = subject_of("## Innehåll", intro, *items, "## Ekonomi", PLAIN)
    assert len(subject.split()) <= 58
    assert subject.endswith("med läxhjälp och samtal.")


def test_a_subject_has_to_be_read_in_a_cell() -> None:
    long = "Syftet med avtalet är att " + "barn och unga får stöd och " * 10 + "hjälp."
    subject = subject_of("## Syfte", long)
    assert len(subject.split()) == 58
    assert subject.endswith("…")


def test_an_abbreviation_does_not_end_the_sentence() -> None:
    sentence = "Avtalet reglerar bl.a. Ekby kommuns ansvar enligt 5 kap. 1 § socialtjänstlagen för barn och unga."
    assert subject_of("## Syfte", sentence, "## Ekonomi", PLAIN) == sentence


def test_the_subject_has_evidence_where_it_stands() -> None:
    found = found_in(written("## Syfte", PURPOSE), titled("Avtal om läxhjälp för barn"))
    assert (found.status, found.review) == (Status.STATED, False)
    assert " ".join(e.quote for e in found.evidence) == PURPOSE
    assert all(e.boxes for e in found.evidence)


def test_the_topic_alone_is_better_than_nothing() -> None:
    found = found_in(written("Datum 2014-02-13"), titled("Överenskommelse om läxhjälp"))
    assert (found.value, found.status) == ("Överenskommelse om läxhjälp", Status.STATED)


def test_a_text_that_says_nothing_is_asked_about() -> None:
    found = found_in(written("Datum 2014-02-13"))
    assert (found.value, found.status, found.review) == (None, Status.ABSENT, True)


@pytest.mark.parametrize("fooling", FOOLING["never"])
def test_what_is_no_subject_is_never_shown(fooling: str) -> None:
    subject = subject_of("## Syfte", fooling, PURPOSE, fooling, title=titled("Avtal om läxhjälp i Ekby"))
    assert PURPOSE in subject
    assert fooling[:30] not in subject


@pytest.mark.parametrize("purpose", FOOLING["chosen"])
def test_a_purpose_is_chosen_among_what_fools(purpose: str) -> None:
    fooling = FOOLING["never"]
    assert purpose in subject_of("## Parter", *fooling[:8], "## Innehåll", purpose, "## Övrigt", *fooling[8:])


def test_names_of_persons_stay_out() -> None:
    named = "Socialchef Berit Ek ansvarar för att läxhjälp ges till barn och unga i Ekby efter skolan."
    assert "Berit" not in subject_of("## Syfte", named, PURPOSE)


def test_the_second_sentence_names_more_of_the_matter() -> None:
    empty = "Parterna ser fram emot ett gott år med många fina tillfällen till allt som kan tänkas."
    telling = "Läxhjälpen ges av volontärer i biblioteket, och volontärerna utbildas av studieförbundet."
    detail = "Volontärer vid biblioteket bokas av studieförbundet."
    subject = subject_of("## Syfte", PURPOSE, "## Läxhjälp", telling, "## Övrigt", empty, "## Volontärer", detail)
    assert PURPOSE in subject
    assert telling in subject
    assert empty not in subject


def test_a_choice_that_names_little_is_asked_about() -> None:
    vague = "Det har gått bra hittills och alla är nöjda med hur lokalen ser ut."
    detail = "Kajaker, paddlar och flytvästar: kajakerna lånas ut med paddlar och flytvästar."
    found = found_in(written("## Bakgrund", vague, "## Kajaker", *[f"\u2022 {detail.lower()}"] * 4))
    assert found.review
    assert found.reason == REASONS.say("weak_subject")


def test_a_long_sentence_is_cut_where_a_clause_ends() -> None:
    whole = "Syftet är att barn och unga får stöd, " + "att föräldrar i Ekby får råd, " * 9 + "och hjälp."
    assert subject_of("## Syfte", whole).endswith("får råd …")


def test_an_amendment_is_about_what_its_headings_say() -> None:
    title = titled("Tilläggsavtal till avtal om läxhjälp i Ekby")
    clauses = ("## 1 Bakgrund", DULL, "## 2 Bemanning (ändrar punkt 5)", DULL, "## 3 Öppettider", DULL)
    subject = subject_of(*clauses, "## 4 Underskrifter", DULL, title=title)
    assert subject.startswith("Tilläggsavtal till avtal om läxhjälp i Ekby: bemanning; öppettider.")


def test_headings_of_another_document_are_not_listed() -> None:
    subject = subject_of("## Bemanning", DULL, title=titled("Avtal om läxhjälp i Ekby"))
    assert "bemanning" not in subject.casefold()


def test_a_sentence_goes_on_below_a_line_without_full_stop() -> None:
    broken = "Syftet är att barn och unga i Ekby ska ha"
    assert subject_of("## Syfte", broken, "tillgång till läxhjälp.") == f"{broken} tillgång till läxhjälp."


def test_a_whole_sentence_can_stand_in_a_list() -> None:
    item = "Barn och unga i Ekby ska få läxhjälp och samtalsstöd efter skolan."
    assert item in subject_of("## Mål", f"\u2022 {item}", "## Ekonomi", DULL)


def test_a_list_stops_before_an_amount() -> None:
    intro = "Överenskommelsen omfattar följande insatser för barn och unga i Ekby:"
    subject = subject_of("## Innehåll", intro, "- läxhjälp", "- böcker för 18 000 kr per år")
    assert subject == f"{intro} läxhjälp."


def test_parties_stay_in_a_title_that_says_nothing_without_them() -> None:
    title = titled("Avtal om samverkan mellan sjukhusbiblioteket och stadsbiblioteket")
    assert subject_of(DULL, title=title).startswith(title.value or "-")


@pytest.mark.parametrize(
    ("title", "sentence", "asked"),
    [
        ("Avtal om läxhjälp", PURPOSE, True),
        ("Avtal om läxhjälp för barn", DULL, True),
        ("Avtal om läxhjälp för barn", PURPOSE, False),
        ("Avtal om läxhjälp och fritidsledare för barn", DULL, False),
    ],
)
def test_a_title_that_says_little_needs_a_clear_sentence(title: str, sentence: str, asked: bool) -> None:
    assert found_in(written("## Ekby", sentence), titled(title)).review is asked
