"""How one document became its row, in plain Swedish: its pages, its clauses, and each value with what it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from flows.diary import taken_from_diary
from flows.memory_limit import limited
from flows.summary import load_inventory
from flows.texts import say, table
from pipeline import run
from pipeline.domain.agreement import FIELDS, Agreement, Kind, Party, Rejection
from pipeline.domain.document import Document, MissingPage, Page
from pipeline.domain.evidence import Evidence, Finding, Mention
from pipeline.domain.personal_number import mask_text
from pipeline.domain.text import Text
from pipeline.domain.values import Duration, Renewal
from pipeline.errors import DocumentError, TooLargeError
from pipeline.inventory.labels import Labels
from pipeline.inventory.masking import shown
from pipeline.inventory.signatories import unnamed
from pipeline.lexicon import load, read_toml
from pipeline.reading import read
from pipeline.rights import make_private
from pipeline.settings import Settings

_SHORT = 70


def trace(path: Path, settings: Settings, *, mentions: bool = False) -> Iterator[str]:
    """The lines of the story of one file; with `mentions`, also all that the rules found in its text.

    Personal numbers are masked, and who has signed is told as the settings say; headings and mentions are as they are.
    """
    with suppress(OSError):  # what is recognised is kept there, where that can be
        make_private(settings.work)
    return map(mask_text, _trace(path, settings, mentions=mentions))


def _trace(path: Path, settings: Settings, *, mentions: bool) -> Iterator[str]:
    file = path.relative_to(settings.corpus).as_posix() if path.is_relative_to(settings.corpus) else path.name
    causes, reasons = (read_toml(settings.models / "sv" / name) for name in ("errors.toml", "page_reasons.toml"))
    yield file
    try:
        with limited(settings.limits.memory_megabytes):
            document = read(path, file, run.options(settings))
        yield ""
        yield from _pages(document, reasons, causes)
        instruments = tuple(run.instruments(document, load(settings.models)))
        if not instruments:
            yield from _failure("empty", causes)
    except DocumentError as error:
        yield from _failure(error.code, causes)
        return
    except MemoryError:
        yield from _failure(TooLargeError.code, causes)
        return
    for number, instrument in enumerate(instruments, start=1):
        first, last = instrument.text.pages
        agreement = isinstance(instrument.result, Agreement)
        yield ""
        yield say("trace.instrument" if agreement else "trace.part", number=number, first=first, last=last)
        yield from _clauses(instrument.text)
        if mentions:
            yield from _mentions(instrument.text, instrument.mentions)
        yield from _result(instrument.result, settings)
    yield from taken_from_diary(load_inventory(settings.outputs / "forteckning.json"), file)


def _failure(code: str, causes: Any) -> Iterator[str]:
    yield say("trace.failure", code=code, message=causes[code])


def _pages(document: Document, reasons: Any, causes: Any) -> Iterator[str]:
    yield say("trace.pages")
    sources = table("trace.sources")
    every: list[Page | MissingPage] = sorted([*document.pages, *document.missing], key=lambda page: page.number)
    for page in every:
        if isinstance(page, MissingPage):
            yield say("trace.missing", number=page.number, reason=causes[page.code])
        else:
            yield say(
                "trace.page",
                number=page.number,
                source=sources[page.source],
                words=len(page.words),
                turned=say("trace.turned", degrees=page.rotation) if page.rotation else "",
                reason=reasons.get(page.reason, page.reason),
            )
            if page.treatments:
                yield say("trace.treated", done=", ".join(_treatments(page)))
            if page.layer:
                yield say("trace.weighed", readings="; ".join(_readings(page)))


def _treatments(page: Page) -> Iterator[str]:
    """What was done to the picture before it was recognised; a code may be followed by a figure («deskewed 1.3»)."""
    for treatment in page.treatments:
        code, _, figure = treatment.partition(" ")
        yield say(f"trace.treatments.{code}", figure=figure.replace(".", ","))


def _readings(page: Page) -> Iterator[str]:
    """How Swedish the readings are that were weighed against each other."""
    names = {"layer": page.layer, "ocr": page.ocr}
    for name, reading in names.items():
        if reading:
            yield say(f"trace.readings.{name}", words=reading.words, share=round(100 * reading.share))


def _clauses(text: Text) -> Iterator[str]:
    yield say("trace.clauses")
    for clause in text.clauses:
        heading = _short(text, *clause.heading) or say("trace.no_heading", text=_short(text, *clause.body))
        yield say("trace.clause", page=text.page_at(clause.heading[0]), heading=heading)


def _short(text: Text, start: int, end: int) -> str:
    words = mask_text(" ".join(text.content[start:end].split()))
    return words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0] + " …"


def _mentions(text: Text, mentions: tuple[Mention, ...]) -> Iterator[str]:
    yield say("trace.mentions")
    flags = table("trace.flags")
    for mention in sorted(mentions, key=lambda one: (one.start, one.end)):
        value = ", ".join(f"{name}={_shown(value)}" for name, value in mention.value.items())
        around = ", ".join(flags.get(flag, flag) for flag in sorted(mention.flags))
        yield say(
            "trace.mention",
            page=text.page_at(mention.start),
            rule=mention.rule,
            quote=_short(text, mention.start, mention.end),
            value=value,
            flags=f" ({around})" if around else "",
        )


def _result(result: Agreement | Rejection, settings: Settings) -> Iterator[str]:
    if isinstance(result, Rejection):
        yield "  " + say("trace.rejection", reason=result.reason, rule=result.rule)
        return
    if not settings.privacy.names:
        result = unnamed(result, Labels.parse(read_toml(settings.models / "sv" / "labels.toml")).signatories)
    result = shown(result)
    yield say("trace.fields")
    labels = table("trace.labels")
    for name in FIELDS:
        yield from _finding(labels[name], getattr(result, name))
    if result.relations:
        yield say("trace.relations")
        phrases = table("trace.relation_kinds")
        for relation in result.relations:
            yield say("trace.relation", phrase=phrases[relation.kind], says=relation.says)
            yield from (_evidence(one) for one in relation.evidence)
    if result.remarks:
        yield say("trace.remarks")
        yield from (say("trace.remark", text=remark) for remark in result.remarks)


def _finding(label: str, finding: Finding[Any]) -> Iterator[str]:
    review = say("trace.to_review") if finding.review else ""
    yield say("trace.field", label=label, value=_shown(finding.value), review=review)
    if finding.reason:
        yield say("trace.reason", reason=finding.reason)
    if finding.derivation:
        yield say("trace.derived", derivation=finding.derivation)
    yield from (_evidence(one) for one in finding.evidence)


def _evidence(one: Evidence) -> str:
    how = table("trace.how")[one.how]
    return say("trace.evidence", quote=one.quote, page=one.page, rule=one.rule, how=how, confidence=one.confidence)


def _shown(value: object) -> str:
    """A value as a Swedish reader would write it."""
    match value:
        case None | "" | ():
            return say("trace.empty")
        case bool():
            return say("trace.values.yes" if value else "trace.values.no")
        case Kind():
            return say(f"trace.values.{value}")
        case date():
            return value.isoformat()
        case Party():
            return value.name
        case tuple():
            return "; ".join(_shown(one) for one in value)
        case Renewal(mode, period, limit):
            limited = say("trace.values.limit", count=limit) if limit else ""
            return say(f"trace.values.{mode}", period=_shown(period), limit=limited)
        case Duration():
            return _length(value)
    return str(value)


def _length(length: Duration) -> str:
    years, months = divmod(length.months, 12) if length.months % 12 == 0 else (0, length.months)
    counted = (("years", years), ("months", months), ("days", length.days))
    return say("trace.values.and").join(say(f"trace.values.{unit}", count=count) for unit, count in counted if count)
