"""Öppna jämförelser in the report: what is asked (Figur 1), what the documents answer (Figur 3-8), what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.inventory import words as quantities
from pipeline.inventory.comparisons.gaps import Gap, Task
from pipeline.inventory.comparisons.result import Answer, Verdict
from pipeline.inventory.narrative.areas import AreaTold, Group, groups, latest
from pipeline.inventory.narrative.blocks import Block, Bullets, Cell, Heading, Paragraph, Table
from pipeline.inventory.narrative.material import Material

FULFILLED = (Verdict.YES, Verdict.NOT_NEEDED)
"""What Socialstyrelsen counts as having one (Öppna jämförelser 2019, indicator 7)."""


def asked(material: Material) -> Iterator[Block]:
    """What is asked for, by area; nothing where no round had been made."""
    found, says = _latest(material), material.words.asked
    if not found:
        return
    yield Heading(material.words.headings.asked, 2)
    yield Paragraph(says.about)
    by_year = [(year, list(some)) for year, some in groupby(found, key=lambda one: one.round.year)]
    told = [
        says.round.format(year=year, areas=material.list([_inside(one) for one in groups(some)]))
        for year, some in by_year
    ]
    rounds = says.rounds.format(day=material.inventory.as_of, rounds="; ".join(told))
    yield Paragraph(f"{says.current} {rounds}")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.area.name,
            one.round.year,
            tuple(unit.name for unit in one.area.internal) or says.nobody,
            tuple(actor.name for actor in one.area.actors) or says.nobody,
        )
        for one in found
    )
    yield Table(says.caption, says.alt, says.heads, (5, 1.3, 5.3, 5.4), rows)


def external(material: Material) -> Iterator[Block]:
    """What the documents answer on external actors, area by area."""
    found = _latest(material)
    if not found:
        return
    yield Heading(material.words.headings.external, 2)
    yield Paragraph(material.words.external.about)
    for group in groups(found):
        yield Heading(group.name, 3)
        for place, one in enumerate(group.members):
            if len(group.members) > 1:
                yield Heading(one.part, 4)
            yield Paragraph(" ".join(_sentences(material, one)))
            yield _figure(material, one, continues=place > 0)
            yield Paragraph(_window(material, one), note=True)


def internal(material: Material) -> Iterator[Block]:
    """What the documents answer on internal units, in one table."""
    says, found = material.words.internal, _latest(material)
    answers = [answer for one in found for answer in one.internal]
    if not answers:
        return
    yield Heading(material.words.headings.internal, 2)
    yield Paragraph(says.about)
    surveyed = _surveyed(answers)
    rows = tuple(
        (one.area, one.actor, _said(material, one.verdict), _numbers(material, one), *_rest(material, one, surveyed))
        for one in answers
    )
    heads = (*says.heads[:-1], material.words.external.survey, says.heads[-1]) if surveyed else says.heads
    yield Table(says.caption, says.alt, heads, (5, 4.6, 2.4, 1.2, *((2, 1.9) if surveyed else (1.9,))), rows)


def missing(material: Material) -> Iterator[Block]:
    """What is to be written or followed up on the inventory's day, by area."""
    says, checked = material.words.missing, material.checked
    if checked is None:
        return
    yield Heading(material.words.headings.missing, 2)
    areas = dict.fromkeys(gap.answer.area for gap in checked.gaps)
    items = [says.item.format(area=area, what=_todo(material, area, checked.gaps)) for area in areas]
    yield Paragraph(says.about.format(day=material.inventory.as_of) if items else says.nothing)
    if items:
        yield Bullets(tuple(items))


def point(material: Material) -> str | None:
    """How much of what is asked for is there, in a sentence; None where nothing is asked."""
    answers = [answer for one in _latest(material) for answer in one.answers]
    counted = [one.verdict for one in answers if one.verdict is not Verdict.NOT_APPLICABLE]
    if not counted:
        return None
    says, old = material.words.summary, counted.count(Verdict.NOT_CURRENT)
    told = says.current.format(yes=sum(one in FULFILLED for one in counted), asked=len(counted))
    return f"{told} {says.old.format(old=old)}" if old else told


def sources(material: Material) -> tuple[str, ...]:
    """Where the rounds are defined."""
    says = material.words.sources.round
    rounds = dict.fromkeys((one.round.year, one.round.source) for one in _latest(material))
    return tuple(says.format(year=year, source=source) for year, source in rounds)


def _latest(material: Material) -> tuple[AreaTold, ...]:
    return latest(material.checked.comparisons, material.inventory.as_of) if material.checked else ()


def _said(material: Material, verdict: Verdict) -> str:
    """What an answer is called."""
    return material.checked.knowledge.words.verdicts[verdict] if material.checked else verdict


def _inside(group: Group) -> str:
    """An area's name inside a sentence; an abbreviation keeps its capitals."""
    return group.name if group.name[:2].isupper() else group.name[:1].lower() + group.name[1:]


def _sentences(material: Material, one: AreaTold) -> Iterator[str]:
    """The answers in sentences."""
    says = material.words.external
    without = [answer for answer in one.answers if answer.verdict is Verdict.NO]
    for template, answers in (
        (says.yes, [answer for answer in one.answers if answer.verdict is Verdict.YES]),
        (says.old, [answer for answer in one.answers if answer.verdict is Verdict.NOT_CURRENT]),
        (says.thin, [answer for answer in without if answer.lacking]),
        (says.no, [answer for answer in without if not answer.lacking]),
        (says.needless, [answer for answer in one.answers if answer.verdict is Verdict.NOT_NEEDED]),
    ):
        if answers:
            yield template.format(actors=material.list([_named(material, answer) for answer in answers]))
    if differing := [_answered(material, answer) for answer in one.answers if answer.differs]:
        yield says.differs.format(actors=material.list(differing))


def _named(material: Material, answer: Answer) -> str:
    """An actor, with the numbers of what carries the answer, or of what would if it said more."""
    numbers = answer.numbers or answer.lacking
    if not numbers:
        return answer.actor
    told = quantities.page_list(numbers, material.labels.quantities)
    return material.words.external.actor.format(actor=answer.actor, numbers=told)


def _answered(material: Material, answer: Answer) -> str:
    survey = _said(material, answer.survey) if answer.survey else ""
    verdict = _said(material, answer.verdict)
    return material.words.external.answered.format(actor=answer.actor, survey=survey, verdict=verdict)


def _figure(material: Material, one: AreaTold, *, continues: bool) -> Table:
    says, surveyed = material.words.external, _surveyed(one.answers)
    rows = tuple(
        (
            answer.actor,
            _said(material, answer.verdict),
            _numbers(material, answer),
            answer.why,
            *_rest(material, answer, surveyed),
        )
        for answer in one.answers
    )
    measured = one.area.measured_on
    return Table(
        caption=says.caption.format(measured=measured, year=one.round.year, area=one.area.name),
        alt=says.alt.format(area=one.area.name),
        heads=(*says.heads[:-1], says.survey, says.heads[-1]) if surveyed else says.heads,
        widths=(4.1, 2.2, 1.1, 5.7, 2, 1.9) if surveyed else (4.1, 2.2, 1.1, 7.7, 1.9),
        rows=rows,
        continues=continues,
    )


def _rest(material: Material, answer: Answer, surveyed: bool) -> tuple[str, ...]:  # noqa: FBT001  # a private helper
    """The last columns: people's own answer, where any has been given, and the share of municipalities."""
    says = material.words.external
    share = says.unknown if answer.share is None else says.share.format(share=f"{answer.share:g}".replace(".", ","))
    if not surveyed:
        return (share,)
    if answer.survey is None:
        return says.unknown, share
    own = _said(material, answer.survey)
    return says.differing.format(survey=own) if answer.differs else own, share


def _surveyed(answers: Sequence[Answer]) -> bool:
    return any(one.survey is not None for one in answers)


def _numbers(material: Material, answer: Answer) -> str:
    return quantities.page_list(answer.numbers, material.labels.quantities) if answer.numbers else ""


def _window(material: Material, one: AreaTold) -> str:
    area = one.area
    return material.words.external.window.format(
        measured=area.measured_on, months=area.window.months, note=area.note
    ).strip()


def _todo(material: Material, area: str, gaps: Sequence[Gap]) -> str:
    """What is to be done in an area, most urgent first."""
    says = material.words.missing
    mine = [gap for gap in gaps if gap.answer.area == area]
    write = [gap.answer for gap in mine if gap.task is Task.WRITE]
    now = [gap.answer for gap in mine if gap.task is Task.FOLLOW_UP_NOW]
    later = [gap.answer for gap in mine if gap.task is Task.FOLLOW_UP_BY]
    todo = (
        (says.old, [_named(material, one) for one in now]),
        (says.thin, [_named(material, one) for one in write if one.lacking]),
        (says.no, [one.actor for one in write if not one.lacking]),
        (says.by, [_until(material, one) for one in later]),
    )
    parts = [template.format(actors=material.list(names)) for template, names in todo if names]
    return says.joiner.join(parts)


def _until(material: Material, answer: Answer) -> str:
    """An actor, with the last day on which the answer holds."""
    return material.words.missing.until.format(actor=_named(material, answer), day=answer.until)
