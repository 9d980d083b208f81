"""Lengths of time and renewals as people type them: «tre månader», «3 mån», «ett år i taget», «möjlig, två år …»."""

from __future__ import annotations

import re

from pipeline.domain.values import Duration, Renewal, RenewalMode
from pipeline.inventory.labels import Labels

_PART = re.compile(r"(?:(\d{1,20}(?=\s{0,9}\D)|[^\W\d]{1,40}(?=\s))\s{0,9})?([^\W\d]{1,40})\.?")
_LONGEST = 1_200
"""Months and days; a longer time is a slip of the finger."""
_DIGITS = 9
"""A longer number is none: Python itself refuses to read one of thousands of digits."""


def length_typed(text: str, labels: Labels) -> Duration | None:
    """The length of time that a text says; None where it says none."""
    text = " ".join(text.casefold().split())
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
    return re.compile(re.sub(r"\\\{(period|times)\\\}", r"(?P<\1>.{1,99}?)", escaped))


def _times(text: str, labels: Labels) -> int | None:
    if text == labels.quantities.once:
        return 1
    found = re.fullmatch(re.escape(labels.quantities.times).replace(r"\{n\}", "(.{1,99})"), text)
    return _number(found[1], labels) if found else None


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
        return int(text) if len(text) <= _DIGITS else None
    if text in labels.corrections.one:
        return 1
    words = labels.quantities.words
    return words.index(text) + 1 if text in words else None


def _sound(length: Duration) -> Duration | None:
    return length if 0 < length.months + length.days <= _LONGEST else None
