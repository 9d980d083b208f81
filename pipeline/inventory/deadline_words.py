"""The words of days that fall due: the tables `deadlines` and `calendar` of `models/sv/labels.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeadlineWords:
    """What falls due, by kind, and the sentences that say what to do."""

    kinds: Mapping[str, str]
    notice_renews: str
    notice_ends: str
    presumes: str
    term_end: str
    option_open: str
    option_perhaps: str
    renewal: str
    review: str
    no_notice: str
    doubtful: str


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """What stands in the calendar file."""

    name: str
    summary: str
    doubtful: str
    cancelled: str
    file: str
    source: str
    alarm: str
