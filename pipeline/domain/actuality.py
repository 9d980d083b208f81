"""Whether an agreement is «aktuell», which is not whether it is in force.

Socialstyrelsen counts an agreement when it was established, or jointly followed up, within the last 12 (or 24) months
before the day of measurement, and when it was decided at management level and says how individual cases are handled
(Öppna jämförelser 2019, indicators 7 and 8). An automatic renewal is no follow-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pipeline.domain.evidence import Evidence
from pipeline.domain.values import Duration, add

_DAY = timedelta(days=1)


class EventKind(StrEnum):
    """What made an agreement fresh again."""

    ESTABLISHED = "established"
    DECIDED = "decided"
    FOLLOWED_UP = "followed_up"
    REVISED = "revised"


class Trait(StrEnum):
    """What an agreement shows or says, as the surveys ask for it."""

    MANAGEMENT = "management"
    """Decided or signed by somebody who may bind the organisation."""
    INDIVIDUAL = "individual"
    """Governs individual cases."""
    GENERAL = "general"
    """Governs co-operation above individual cases."""
    PROCEDURE = "procedure"
    """Describes a definite way to go about it."""
    RESPONSIBILITY = "responsibility"
    """Says who is responsible for what."""
    GOALS = "goals"
    """States common goals."""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event and where it is told; only what has a day counts."""

    kind: EventKind
    day: date
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A trait and the words that show it."""

    trait: Trait
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Actuality:
    """What a document tells of its own freshness and kind; a trait that is not there is not known, not denied."""

    events: tuple[Event, ...] = ()
    signs: tuple[Sign, ...] = ()

    def shows(self, trait: Trait) -> bool:
        """Whether words were found that show a trait."""
        return any(sign.trait is trait for sign in self.signs)

    def evidence(self, trait: Trait) -> tuple[Evidence, ...]:
        """The words that show it; empty where none were found."""
        return tuple(one for sign in self.signs if sign.trait is trait for one in sign.evidence)

    def latest(self, day: date) -> Event | None:
        """The last event until a day, that day included."""
        return max((event for event in self.events if event.day <= day), key=lambda event: event.day, default=None)


def is_current(event: Event, day: date, window: Duration) -> bool:
    """Whether an event lies within the window that ends on a day: day - window <= event <= day."""
    return add(day, window.times(-1)) <= event.day <= day


def falls_out(event: Event, window: Duration) -> date:
    """The first day on which an event no longer counts.

    >>> falls_out(Event(EventKind.ESTABLISHED, date(2010, 9, 23)), Duration(24))
    datetime.date(2012, 9, 24)
    """
    day = add(event.day, window)
    while is_current(event, day, window):  # that day, and where months are clamped another one: 29 February 2012
        day += _DAY
    return day
