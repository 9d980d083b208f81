"""Lengths of time and renewals as people type them: «tre månader», «3 mån», «ett år i taget», «möjlig, två år …»."""

from __future__ import annotations

import re

from pipeline.domain.values import Duration, Renewal, RenewalMode
from pipeline.inventory.labels import Labels

_LONGEST_TEXT = 200
"""Characters; what is longer is no length of time, and would take long to read."""

_PART = re.compile(r"(?:(\d+(?=\s*\D)|[^\W\d]+(?=\s))\s*)?([^\W\d]+)\.?")
_LONGEST = 1_200
"""Months and days; a longer time is a slip of the finger."""


def length_typed(text: str, labels: Labels) -> Duration | None:
    """The length of time that a text says; None where it says none."""
    text = " ".join(text.casefold().split())
    if len(text) > _LONGEST_TEXT:
        return None
    try:
        return _sound(Duration.parse(text.upper()))
    except ValueError:
        pass
    total = Duration()
    for part in text.split(labels.quantities.last_joiner):
        length = _part(part, labels)
        if length is None:
            return None
        total = Duration(total.months + length.months, total.days + length.days)
    return _sound(total)


def renewal_typed(text: str, labels: Labels) -> Renewal | None:
    """The renewal that a text says in the words of its column; None where it says none."""
    text, says = " ".join(text.casefold().split()), labels.renewal
    if len(text) > _LONGEST_TEXT:
        return None
    for template, mode, limit in (
        (says.option_limited, RenewalMode.OPTION, None),
        (says.option_unlimited, RenewalMode.OPTION, None),
        (says.automatic_limited, RenewalMode.AUTOMATIC, None),
        (says.automatic_once, RenewalMode.AUTOMATIC, 1),
        (says.automatic_unlimited, RenewalMode.AUTOMATIC, None),
    ):
        if not (found := _pattern(template).fullmatch(text)):
            continue
        said = found.groupdict()
        period = length_typed(said["period"], labels)
        times = _times(said["times"], labels) if "times" in said else limit
        if period and (times or "times" not in said):
            return Renewal(mode, period, times)
    return None


def _pattern(template: str) -> re.Pattern[str]:
    escaped = re.escape(template.casefold())
    return re.compile(re.sub(r"\\\{(period|times)\\\}", r"(?P<\1>.+?)", escaped))


def _times(text: str, labels: Labels) -> int | None:
    if text == labels.quantities.once:
        return 1
    found = re.fullmatch(re.escape(labels.quantities.times).replace(r"\{n\}", "(.+)"), text)
    number = _number(found[1], labels) if found else None
    return number if number and number <= _LONGEST else None


def _part(text: str, labels: Labels) -> Duration | None:
    found, says = _PART.fullmatch(text.strip()), labels.corrections
    if not found:
        return None
    count = _number(found[1], labels) if found[1] else 1 if found[2] in says.half_years else None
    if count is None:
        return None
    for units, one in (
        (says.years, Duration(12)),
        (says.half_years, Duration(6)),
        (says.months, Duration(1)),
        (says.weeks, Duration(0, 7)),
        (says.days, Duration(0, 1)),
    ):
        if found[2] in units:
            return one.times(count)
    return None


def _number(text: str, labels: Labels) -> int | None:
    if text.isdecimal():
        return int(text)
    if text in labels.corrections.one:
        return 1
    words = labels.quantities.words
    return words.index(text) + 1 if text in words else None


def _sound(length: Duration) -> Duration | None:
    return length if 0 < length.months + length.days <= _LONGEST else None
