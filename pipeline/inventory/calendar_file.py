"""bevakning.ics: every deadline as an all-day event with reminders, for Outlook and other calendars (RFC 5545).

An event keeps its UID (row and kind) whatever its day. What was published before is known from the previous file
itself: a new day raises SEQUENCE (RFC 5545, 3.8.7.4), a deadline that is no more is written once more as
STATUS:CANCELLED, and what has passed stays as it was for a year. Without the previous file all begins anew.

There is no METHOD: PUBLISH demands an ORGANIZER with an e-mail address (RFC 5546, 3.2.1), and without one DTSTAMP is
the day on which the event last changed (RFC 5545, 3.8.7.2), so that unchanged input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Component, Event

from pipeline.domain.values import Duration, add
from pipeline.inventory.cells import clean, unlinked
from pipeline.inventory.deadline_sentences import action, doubts
from pipeline.inventory.deadlines import Deadline, DeadlineKind, deadlines
from pipeline.inventory.labels import Labels
from pipeline.inventory.masking import mask_text
from pipeline.inventory.table import Inventory, Row

_PRODUCT = "-//Inventera//Inventera//SV"
_DOMAIN = "@inventera"
"""The end of every UID (RFC 7986, 5.3: it need not be a host's name)."""

_KEPT = Duration(months=12)
"""How long events that have passed or were cancelled stay in the file."""

_REMINDERS = {DeadlineKind.LAST_NOTICE: (90, 30)}
_REMINDER = (30,)
"""Days before an event on which the calendar reminds of it, at eight in the morning."""

_MORNING = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An event of the calendar; `stamp` is the day on which it last changed, `sequence` how often its day did."""

    uid: str
    day: date
    summary: str
    description: str
    reminders: tuple[int, ...]
    stamp: date
    sequence: int = 0
    cancelled: bool = False


def calendar_bytes(inventory: Inventory, labels: Labels, before: bytes | None = None) -> bytes:
    """The content of bevakning.ics on the inventory's day; `before` is the file as the last run left it."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", labels.calendar.name)  # what Outlook, Google and Apple read; RFC 7986 calls it NAME
    calendar.add("name", labels.calendar.name)
    published = _published(before)
    entries = {entry.uid: entry for entry in _entries(inventory, labels, published)}
    others = [old for uid, old in published.items() if uid not in entries]
    for entry in sorted([*entries.values(), *_left(others, inventory.as_of, labels)], key=lambda e: (e.day, e.uid)):
        calendar.add_component(_event(entry, labels))
    content: bytes = calendar.to_ical()
    return content


def _entries(inventory: Inventory, labels: Labels, published: Mapping[str, _Entry]) -> Iterator[_Entry]:
    """Today's deadlines; one that is as it was published keeps its stamp and sequence."""
    rows = {row.id: row for row in inventory.rows}
    for deadline in deadlines(inventory):
        new = _entry(deadline, rows[deadline.row], labels, inventory.as_of)
        old = published.get(new.uid)
        yield _after(old, new) if old else new


def _entry(deadline: Deadline, row: Row, labels: Labels, as_of: date) -> _Entry:
    says, kind = labels.calendar, labels.deadlines.kinds[deadline.kind]
    summary = (says.doubtful if deadline.doubts else says.summary).format(kind=kind, title=row.title)
    lines = [action(deadline, row, labels), doubts(deadline, row, labels)]
    lines += [says.file.format(file=row.file), says.source]
    return _Entry(
        uid=deadline.key + _DOMAIN,
        day=deadline.day,
        summary=mask_text(unlinked(clean(summary).replace("\n", " "))),
        description=mask_text(unlinked(clean("\n".join(line for line in lines if line)))),
        reminders=_REMINDERS.get(deadline.kind, _REMINDER),
        stamp=as_of,
    )


def _after(old: _Entry, new: _Entry) -> _Entry:
    """The new form of an event that was published as `old`."""
    if replace(new, stamp=old.stamp, sequence=old.sequence) == old:
        return old
    moved = old.day != new.day or old.cancelled != new.cancelled
    return replace(new, stamp=max(new.stamp, old.stamp), sequence=old.sequence + moved)


def _left(others: Sequence[_Entry], as_of: date, labels: Labels) -> Iterator[_Entry]:
    """Events published before that are no deadlines any more: passed, or cancelled now or earlier."""
    for old in others:
        if add(old.day, _KEPT) < as_of:
            continue
        if old.cancelled or old.day < as_of:
            yield old
        else:
            summary = labels.calendar.cancelled.format(summary=old.summary)
            yield _after(old, replace(old, summary=summary, reminders=(), stamp=as_of, cancelled=True))


def _event(entry: _Entry, labels: Labels) -> Event:
    event = Event()
    stamp = datetime.combine(entry.stamp, time(), UTC)
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.day)  # a date without an end is one whole day (RFC 5545, 3.6.1)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    for days in entry.reminders:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", labels.calendar.alarm.format(summary=entry.summary, day=entry.day))
        alarm.add("trigger", _MORNING - timedelta(days=days))
        event.add_component(alarm)
    return event


def _published(before: bytes | None) -> dict[str, _Entry]:
    """The events of the previous file that this module has written; nothing where it cannot be read."""
    if not before:
        return {}
    try:
        calendar = Calendar.from_ical(before)
        events = [_read(event) for event in calendar.walk("VEVENT") if str(event["UID"]).endswith(_DOMAIN)]
    except (ValueError, LookupError, TypeError, AttributeError):
        return {}
    return {entry.uid: entry for entry in events}


def _read(event: Component) -> _Entry:
    day = event.decoded("dtstart")
    if isinstance(day, datetime) or not isinstance(day, date):
        raise TypeError(f"{event['UID']}: not an all-day event")
    alarms = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    return _Entry(
        uid=str(event["UID"]),
        day=day,
        summary=mask_text(str(event["SUMMARY"])),
        description=mask_text(str(event["DESCRIPTION"])),
        reminders=tuple((_MORNING - trigger).days for trigger in alarms),
        stamp=event.decoded("dtstamp").date(),
        sequence=event.decoded("sequence"),
        cancelled=str(event["STATUS"]) == "CANCELLED",
    )
