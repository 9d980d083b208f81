from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.domain.agreement import Agreement, Failure, Kind, Outcome, Rejection
from pipeline.domain.evidence import Finding
from pipeline.domain.values import Renewal
from pipeline.inventory.comparisons.check import Checked, check
from pipeline.inventory.comparisons.gaps import Task
from pipeline.inventory.comparisons.knowledge import Knowledge, load_knowledge
from pipeline.inventory.comparisons.result import Answer, Verdict
from pipeline.inventory.labels import Labels
from pipeline.inventory.narrative import Material, NarrativeWords
from pipeline.inventory.narrative.areas import groups, latest
from pipeline.inventory.narrative.blocks import Block, Bullets, Heading, Paragraph, Series, Table
from pipeline.inventory.narrative.narrate import narrate
from pipeline.inventory.table import tabulate

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]
MODELS = Path(__file__).parents[2] / "models"
TABLE = tomllib.loads((MODELS / "sv" / "narrative.toml").read_text(encoding="utf-8"))
WORDS = NarrativeWords.parse(TABLE)
DAY = date(2014, 12, 9)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(MODELS)


def material(outcomes: tuple[Outcome, ...], labels: Labels, knowledge: Knowledge | None = None) -> Material:
    inventory = tabulate(outcomes, DAY, labels)
    checked = check(inventory, knowledge) if knowledge else None
    return Material(inventory, labels, WORDS, datetime(2014, 12, 9, 2, 5, tzinfo=UTC), "0.1.0", checked)


def told(outcomes: tuple[Outcome, ...], labels: Labels, knowledge: Knowledge | None = None) -> list[Block]:
    return list(narrate(material(outcomes, labels, knowledge)))


def sentences(blocks: list[Block]) -> list[str]:
    found = [block.text for block in blocks if isinstance(block, Paragraph)]
    return found + [item for block in blocks if isinstance(block, Bullets) for item in block.items]


def headings(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading)]


def tables(blocks: list[Block], series: Series = Series.FIGURE) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table) and block.series is series]


def section(blocks: list[Block], heading: str) -> list[Block]:
    """What stands below a heading, until the next one of any level."""
    start = next(place for place, one in enumerate(blocks) if isinstance(one, Heading) and one.text == heading) + 1
    end = next((p for p in range(start, len(blocks)) if isinstance(blocks[p], Heading)), len(blocks))
    return blocks[start:end]


def test_what_has_run_out_is_told_with_numbers_as_in_the_report(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    below = section(told(figure_2, labels), "Vad som har löpt ut")
    rows = tabulate(figure_2, DAY, labels).rows
    first = next(one for one in below if isinstance(one, Paragraph))
    assert first.text == "Nr 1, 2, 7, 16 och 17 har löpt ut."
    titles = {row.title for row in rows if row.number in {1, 2, 7, 16, 17}}
    assert {title.split()[0] + " " + title.split()[1] for title in titles} == {
        "Avtal om", "Överenskommelse om", "Samarbetsavtal avseende", "Lokal handlingsplan", "Regionalt styrdokument",
    }  # fmt: skip
    items = next(one for one in below if isinstance(one, Bullets)).items
    assert items[0] == "Nr 1, Avtal om sjukvård för hemlösa, gällde till och med 2012-12-31."
    assert len(items) == 5


def test_one_and_many_are_told_apart(make_outcome: MakeOutcome, make_agreement: MakeAgreement, labels: Labels) -> None:
    one = make_agreement(valid_from="2010-01-01", valid_to="2011-12-31")
    single = sentences(told((make_outcome("a.pdf", one),), labels))
    assert "Förteckningen omfattar 1 överenskommelse eller avtal." in single
    assert "1 dokument har löpt ut: nr 1." in single
    assert "Underlaget är 1 fil. Förteckningen omfattar 1 dokument ur dem. Alla filer kunde läsas." in single
    plan = make_agreement(kind=Kind.ACTION_PLAN, valid_from="2010-01-01", valid_to="2011-12-31")
    several = sentences(told((make_outcome("a.pdf", one), make_outcome("b.pdf", plan, plan)), labels))
    assert "Förteckningen omfattar 3 dokument: 1 överenskommelse eller avtal och 2 handlingsplaner." in several
    assert "3 dokument har löpt ut: nr 1–3." in several


def test_an_end_that_is_doubtful_is_told_to_be_so(
    make_outcome: MakeOutcome, make_agreement: MakeAgreement, under_review: Callable[..., Finding[date]], labels: Labels
) -> None:
    end = under_review(date(2011, 12, 31), "två slutdatum nämns")
    blocks = told((make_outcome("a.pdf", make_agreement(valid_from="2010-01-01", valid_to=end)),), labels)
    item = "Nr 1, Samarbetsavtal, gällde till och med 2011-12-31 (osäker uppgift, kontrollera mot dokumentet)."
    assert item in sentences(blocks)
    assert "1 uppgift är osäker eller saknas och ska kontrolleras mot dokumentet." in sentences(blocks)


def test_what_is_not_known_is_not_told_as_run_out(
    make_outcome: MakeOutcome, make_agreement: MakeAgreement, optionally: Callable[..., Renewal], labels: Labels
) -> None:
    outcomes = (
        make_outcome("a.pdf", make_agreement()),
        make_outcome(
            "b.pdf", make_agreement(valid_from="2011-01-01", valid_to="2012-12-31", renewal=optionally("P1Y"))
        ),
        make_outcome("c.pdf", make_agreement(valid_from="2015-01-01", valid_to="2016-12-31")),
    )
    below = section(told(outcomes, labels), "Vad som har löpt ut")
    assert [one.text for one in below if isinstance(one, Paragraph)] == [
        "Inget av dokumenten har löpt ut.",
        (
            "För nr 1 har den avtalade tiden gått ut, men den kan ha förlängts. Det framgår inte av dokumenten. "
            "För nr 3 framgår det inte vad som gäller. Nr 2 har ännu inte börjat gälla."
        ),
    ]


def test_figur_2_is_three_tables_with_the_same_number(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    blocks = told(figure_2, labels)
    parts = tables(blocks)
    assert [one.continues for one in parts] == [False, True, True]
    assert [one.caption.rpartition(": ")[2] for one in parts] == [
        "Överenskommelser/avtal", "Handlingsplaner", "Övriga samverkansdokument",
    ]  # fmt: skip
    assert parts[1].heads == (
        "Nr", "Handlingsplan", "Samverkande parter", "Vad handlingsplanen avser", "Giltighetstid", "Övrigt",
    )  # fmt: skip
    assert [row[0] for one in parts for row in one.rows] == [str(number) for number in range(1, 20)]
    assert parts[0].rows[0][2] == ("Individ och familjenämnden", "Landstinget")


def test_standings_add_up(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    table = tables(told(figure_2, labels), Series.TABLE)[0]
    *lines, total = [tuple(row) for row in table.rows]
    assert total == ("Summa", "14", "2", "3", "19")
    assert ("Utgången", "3", "1", "1", "5") in lines
    assert all(sum(int(str(line[place])) for line in lines) == int(str(total[place])) for place in range(1, 5))


def test_what_falls_due_stands_with_what_to_do(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    table = next(one for one in tables(told(figure_2, labels), Series.TABLE) if one.heads[0] == "Dag")
    days = [str(row[0]) for row in table.rows]
    assert days == sorted(days)
    assert days[0] == "2014-12-31"
    row = next(row for row in table.rows if "etablering" in str(row[3]))
    assert (row[0], row[1]) == ("2015-02-12", "Går ut")
    assert "ny överenskommelse" in str(row[4])


def test_files_that_were_not_read_and_those_that_are_no_agreements_are_listed(
    make_outcome: MakeOutcome, make_agreement: MakeAgreement, labels: Labels
) -> None:
    outcomes = (
        make_outcome("a.pdf", make_agreement(open_ended=True)),
        make_outcome("trasig.pdf", failure=Failure("damaged", "Hämta den på nytt.")),
        make_outcome("protokoll.pdf", rejection=Rejection("Dokumentet är ett protokoll.", "papers/minutes")),
    )
    blocks = told(outcomes, labels)
    rows = [row for table in tables(blocks, Series.TABLE) for row in table.rows]
    assert ("trasig.pdf", "Skadad", "Hämta den på nytt.") in rows
    assert ("protokoll.pdf", "Dokumentet är ett protokoll.") in rows
    said = " ".join(sentences(blocks))
    assert "Underlaget är 3 filer." in said
    assert "1 fil kunde inte läsas. Vad den innehåller är inte känt." in said
    assert "1 fil har bedömts inte vara avtal" in said


def test_an_empty_inventory_is_told_without_empty_tables(labels: Labels, knowledge: Knowledge) -> None:
    blocks = told((), labels, knowledge)
    assert "Förteckningen är tom: inget avtal eller annat samverkansdokument har hittats." in sentences(blocks)
    assert not [block for block in blocks if isinstance(block, Table)]


def test_a_long_table_says_how_much_is_left_out(
    make_outcome: MakeOutcome, make_agreement: MakeAgreement, labels: Labels
) -> None:
    one = make_agreement(valid_from="2014-01-01", valid_to="2015-03-31")
    blocks = told(tuple(make_outcome(f"{number:03}.pdf", one) for number in range(75)), labels)
    due = next(table for table in tables(blocks, Series.TABLE) if table.heads[0] == "Dag")
    assert len(due.rows) == 60
    assert "… och 15 rader till, se forteckning.xlsx." in sentences(blocks)
    assert len(tables(blocks)[0].rows) == 75  # the inventory itself is whole


def test_the_owner_is_told_where_there_are_several(
    make_outcome: MakeOutcome, make_agreement: MakeAgreement, labels: Labels
) -> None:
    one = make_agreement(open_ended=True)
    several = told((make_outcome("kumla/a.pdf", one), make_outcome("nora/b.pdf", one)), labels)
    assert {row[5] for row in tables(several)[0].rows} == {"Ägare: kumla", "Ägare: nora"}
    assert any("Dokumenten kommer från 2 huvudmän: kumla och nora." in text for text in sentences(several))
    alone = told((make_outcome("kumla/a.pdf", one),), labels)
    assert {row[5] for row in tables(alone)[0].rows} == {""}


def test_without_an_area_nothing_is_said_of_the_survey(
    make_outcome: MakeOutcome, make_agreement: MakeAgreement, labels: Labels, knowledge: Knowledge
) -> None:
    outcomes = (make_outcome("a.pdf", make_agreement(title="Avtal om snöröjning", open_ended=True)),)
    blocks = told(outcomes, labels, knowledge)
    assert not [text for text in (*headings(blocks), *sentences(blocks)) if "jämförelse" in text]
    assert len(tables(blocks)) == 1


def test_figures_are_numbered_as_in_the_report(
    figure_2: tuple[Outcome, ...], labels: Labels, knowledge: Knowledge
) -> None:
    blocks = told(figure_2, labels, knowledge)
    numbers, number = [], 0
    for table in tables(blocks):
        number += not table.continues
        numbers.append((number, table.caption))
    assert max(number for number, _ in numbers) == 8
    by_number = dict(reversed(numbers))
    assert by_number[1].startswith("Interna verksamheter och externa aktörer som det i Öppna jämförelser")
    assert by_number[2].startswith("Förteckning över")
    areas = [by_number[number].partition(": ")[2] for number in range(3, 8)]
    assert areas == [
        "Stöd till brottsoffer – våldsutsatta vuxna", "Sociala barn- och ungdomsvården", "Missbruks- och beroendevård",
        "Ekonomiskt bistånd", "Hemlöshet och utestängning från bostadsmarknaden",
    ]  # fmt: skip
    assert [caption for number, caption in numbers if number == 3][1].endswith("bevittnat våld")
    assert by_number[8].startswith("Interna verksamheter med vilka")


def test_the_last_round_of_each_area_counts(
    labels: Labels, figure_2: tuple[Outcome, ...], knowledge: Knowledge
) -> None:
    checked = material(figure_2, labels, knowledge).checked
    assert checked
    assert [one.round.year for one in latest(checked.comparisons, DAY)] == ["2014"] * 4 + ["2013", "2012"]
    assert {one.round.year for one in latest(checked.comparisons, date(2020, 1, 1))} == {"2019"}
    assert latest((), DAY) == ()
    found = groups(latest(checked.comparisons, DAY))
    assert [(group.name, len(group.members)) for group in found][:2] == [
        ("Stöd till brottsoffer", 2), ("Sociala barn- och ungdomsvården", 1),
    ]  # fmt: skip
    assert found[0].members[0].part == "Våldsutsatta vuxna"


def test_every_answer_stands_in_the_table_of_its_area(
    figure_2: tuple[Outcome, ...], labels: Labels, knowledge: Knowledge
) -> None:
    what = material(figure_2, labels, knowledge)
    assert what.checked
    shown = {
        (table.caption.partition(": ")[2], row[0], row[1])
        for table in tables(list(narrate(what)))
        if table.heads[0] == "Extern aktör"
        for row in table.rows
    }
    verdicts = what.checked.knowledge.words.verdicts
    asked = latest(what.checked.comparisons, DAY)
    assert shown == {(one.area, one.actor, verdicts[one.verdict]) for area in asked for one in area.answers}


def with_survey(checked: Checked, survey: dict[str, Verdict]) -> Checked:
    """The same with people's own answers on the children's services of 2014."""

    def answer(one: Answer) -> Answer:
        mine = one.area == "Sociala barn- och ungdomsvården"
        return replace(one, survey=survey.get(one.actor) if mine else None)

    comparisons = tuple(replace(one, answers=tuple(map(answer, one.answers))) for one in checked.comparisons)
    return replace(checked, comparisons=comparisons)


def test_own_answers_stand_in_their_own_column(
    figure_2: tuple[Outcome, ...], labels: Labels, knowledge: Knowledge
) -> None:
    what = material(figure_2, labels, knowledge)
    assert what.checked
    nothing = next(t for t in tables(list(narrate(what))) if t.caption.endswith("Sociala barn- och ungdomsvården"))
    assert "Eget svar" not in nothing.heads
    verdicts = {
        answer.actor: answer.verdict
        for one in latest(what.checked.comparisons, DAY)
        for answer in one.answers
        if one.area.name == "Sociala barn- och ungdomsvården"
    }
    assert verdicts["Tandvård"] is Verdict.NO
    mine = with_survey(what.checked, {"Tandvård": Verdict.YES, "Mödravård": verdicts["Mödravård"]})
    blocks = list(narrate(replace(what, checked=mine)))
    table = next(one for one in tables(blocks) if one.caption.endswith("Sociala barn- och ungdomsvården"))
    own = {row[0]: row[table.heads.index("Eget svar")] for row in table.rows}
    assert own["Tandvård"] == "JA, skiljer sig"
    assert own["Mödravård"] == "NEJ"
    assert own["Polis"] == "–"
    assert {row[0]: row[table.heads.index("Enligt dokumenten")] for row in table.rows}["Tandvård"] == "NEJ"
    assert any("annat för: Tandvård (eget svar JA, enligt dokumenten NEJ)." in text for text in sentences(blocks))
    assert all("Eget svar" not in one.heads for one in tables(blocks) if one.caption.endswith("Ekonomiskt bistånd"))


def test_one_that_says_too_little_is_not_told_as_missing(
    figure_2: tuple[Outcome, ...], labels: Labels, knowledge: Knowledge
) -> None:
    what = material(figure_2, labels, knowledge)
    assert what.checked

    def answer(one: Answer) -> Answer:
        mine = one.area == "Sociala barn- och ungdomsvården" and one.actor == "Polis"
        return replace(one, verdict=Verdict.NO, numbers=(), lacking=(4, 11)) if mine else one

    checked = replace(
        what.checked,
        comparisons=tuple(replace(one, answers=tuple(map(answer, one.answers))) for one in what.checked.comparisons),
        gaps=tuple(replace(one, task=Task.WRITE, answer=answer(one.answer)) for one in what.checked.gaps),
    )
    blocks = list(narrate(replace(what, checked=checked)))
    below = next(one for one in section(blocks, "Sociala barn- och ungdomsvården") if isinstance(one, Paragraph))
    thin, _, missing = below.text.partition("Överenskommelse saknas med: ")
    assert thin.startswith("Överenskommelse finns, men det som krävs framgår inte av den, med: ")
    assert "Polis (nr 4 och 11)" in thin
    assert "Polis" not in missing
    todo = next(one for one in section(blocks, "Vad som saknas eller ska följas upp") if isinstance(one, Bullets))
    mine = next(item for item in todo.items if item.startswith("Sociala barn- och ungdomsvården: "))
    thin, _, missing = mine.partition("; överenskommelse saknas med ")
    assert "kontrollera eller komplettera överenskommelsen med " in thin
    assert "Polis (nr 4 och 11)" in thin
    assert "Polis" not in missing


def test_every_gap_of_the_check_is_told(figure_2: tuple[Outcome, ...], labels: Labels, knowledge: Knowledge) -> None:
    what = material(figure_2, labels, knowledge)
    assert what.checked
    blocks = list(narrate(what))
    todo = next(one for one in section(blocks, "Vad som saknas eller ska följas upp") if isinstance(one, Bullets))
    for gap in what.checked.gaps:
        item = next(item for item in todo.items if item.startswith(f"{gap.answer.area}: "))
        assert gap.answer.actor in item


def test_every_row_has_a_cell_for_every_head(
    figure_2: tuple[Outcome, ...], labels: Labels, knowledge: Knowledge
) -> None:
    blocks = told(figure_2, labels, knowledge)
    every = [block for block in blocks if isinstance(block, Table)]
    assert len(every) > 8
    for table in every:
        assert len(table.heads) == len(table.widths)
        assert {len(row) for row in table.rows} == {len(table.heads)}
        assert table.caption
        assert table.alt


def test_no_gap_in_a_sentence_is_left_open(figure_2: tuple[Outcome, ...], labels: Labels, knowledge: Knowledge) -> None:
    blocks = told(figure_2, labels, knowledge)
    texts = [*headings(blocks), *sentences(blocks)]
    texts += [
        text for series in Series for one in tables(blocks, series) for text in (one.caption, one.alt, *one.heads)
    ]
    assert not [text for text in texts if "{" in text or "}" in text or "  " in text or not text.strip()]


@pytest.mark.parametrize("change", ["missing", "left over"])
def test_a_wrong_word_file_is_named(change: str) -> None:
    due = {key: text for key, text in TABLE["due"].items() if key != "none"} if change == "missing" else None
    broken = {**TABLE, "due": due if due is not None else {**TABLE["due"], "mer": "x"}}
    with pytest.raises(ValueError, match=r"narrative.toml \[due\].*(none|mer)"):
        NarrativeWords.parse(broken)
