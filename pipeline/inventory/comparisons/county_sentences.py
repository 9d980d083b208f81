"""The overview in sentences, as the county's report writes them: «… finns i Askersund och Nora; saknas i Laxå.»."""

from __future__ import annotations

from pipeline.inventory.comparisons.county import Line, Overview
from pipeline.inventory.comparisons.county_counting import Counted, Holding, How
from pipeline.inventory.comparisons.county_standing import Cell, Standing
from pipeline.inventory.comparisons.county_words import CountyWords
from pipeline.inventory.labels import Labels
from pipeline.inventory.words import enumeration, number


def summary(line: Line, overview: Overview, labels: Labels) -> str:
    """In which municipalities there is a current agreement, in which one that is not, in which none; best first."""
    words, parts = overview.words, []
    for standing in Standing:
        names = [
            holding.municipality.name
            for holding, cell in zip(overview.holdings, line.cells, strict=True)
            if cell.standing is standing
        ]
        if names:
            parts.append(words.finds[standing].format(names=_named(names, overview, labels)))
    text = words.say("between").join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def cell_text(cell: Cell, words: CountyWords) -> str:
    """What a cell says: the standing, and below it the agreements by number, each with how it comes to count."""
    said = words.standings[cell.standing]
    if not cell.carried:
        return said
    return f"{said}\n{words.say('numbers', numbers=', '.join(_numbered(one, words) for one in cell.carried))}"


def documents_text(holding: Holding, words: CountyWords) -> str:
    """What a municipality's cells rest on: the files in its folder, and those of them that could not be read."""
    if not holding.documents:
        return words.standings[Standing.UNKNOWN]
    said = words.say("one_file" if holding.documents == 1 else "files", count=holding.documents)
    return f"{said}\n{words.say('unread', count=holding.unread)}" if holding.unread else said


def _numbered(one: Counted, words: CountyWords) -> str:
    if one.how is How.OWN:
        return str(one.row.number)
    return words.say("counted", number=one.row.number, how=words.how[one.how])


def _named(names: list[str], overview: Overview, labels: Labels) -> str:
    """The names, or that it is all of them."""
    if len(names) == len(overview.holdings):
        return overview.words.say("all", count=number(len(names), labels.quantities))
    return enumeration(names, labels.quantities)
