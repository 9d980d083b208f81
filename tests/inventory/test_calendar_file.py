from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component

from pipeline.domain.agreement import Agreement, Outcome
from pipeline.domain.evidence import Finding
from pipeline.domain.values import Renewal
from pipeline.inventory.calendar_file import calendar_bytes
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import Inventory, tabulate

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]
MakeInventory = Callable[..., Inventory]
DAY = date(2014, 12, 9)
SHA = "f" * 64


@pytest.fixture(scope="session")
def one(make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels) -> MakeInventory:
    """The inventory of one agreement with these values, always the same row."""

    def made(as_of: date = DAY, **values: Any) -> Inventory:
        values = {"title": "Avtal", "valid_to": "2015-02-12"} | values
        return tabulate((make_outcome("avtal.pdf", make_agreement(**values), sha256=SHA),), as_of, labels)

    return made


def events(content: bytes) -> list[Component]:
    return Calendar.from_ical(content).walk("VEVENT")


def is_valid(content: bytes) -> None:
    """What RFC 5545 asks of the file (3.1, 3.4) and of each event (3.6.1, 3.6.6, 3.8); another's validator agrees."""
    vobject.readOne(content.decode("utf-8")).validate(raiseException=True)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    for line in content.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]:
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[A-Z]+)*:[^\x00-\x08\x0a-\x1f\x7f]*", line), line
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    found = calendar.walk("VEVENT")
    assert len({event["UID"] for event in found}) == len(found)
    for event in found:
        assert not event.errors
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "STATUS", "SEQUENCE", "LAST-MODIFIED"):
            assert not isinstance(event[name], list), name
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert event["STATUS"] in {"CONFIRMED", "CANCELLED"}
        assert event["DTSTAMP"].to_ical().endswith(b"Z")
        for alarm in event.walk("VALARM"):
            assert set(alarm) == {"ACTION", "DESCRIPTION", "TRIGGER"}
            assert alarm["ACTION"] == "DISPLAY"


def test_figur_2_is_a_valid_calendar(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    content = calendar_bytes(tabulate(figure_2, DAY, labels), labels)
    is_valid(content)
    assert len(events(content)) == 11


def test_an_event_says_what_to_do_and_reminds_in_time(
    one: MakeInventory, automatically: Callable[..., Renewal], labels: Labels
) -> None:
    notice, renewal = events(calendar_bytes(one(renewal=automatically("P1Y"), notice_period="P1M"), labels))
    assert notice["SUMMARY"] == "Sista uppsägningsdag: Avtal"
    assert notice.decoded("DTSTART") == date(2015, 1, 12)
    assert "annars börjar en ny period 2015-02-13" in notice["DESCRIPTION"]
    assert "Dokument: avtal.pdf" in notice["DESCRIPTION"]
    eight = timedelta(hours=8)
    alarms = [alarm.decoded("TRIGGER") for alarm in notice.walk("VALARM")]
    assert alarms == [eight - timedelta(days=90), eight - timedelta(days=30)]
    assert [alarm.decoded("TRIGGER") for alarm in renewal.walk("VALARM")] == [eight - timedelta(days=30)]


def test_a_doubtful_day_says_so(one: MakeInventory, under_review: Callable[..., Finding[Any]], labels: Labels) -> None:
    (event,) = events(calendar_bytes(one(valid_to=under_review(date(2015, 2, 12), "Två slutdatum nämns.")), labels))
    assert event["SUMMARY"] == "Går ut (kontrollera datumet): Avtal"
    assert "Gäller till: Två slutdatum nämns." in event["DESCRIPTION"]


def test_unchanged_input_gives_the_same_bytes_on_other_days_too(one: MakeInventory, labels: Labels) -> None:
    first = calendar_bytes(one(), labels)
    assert calendar_bytes(one(), labels, first) == first
    assert calendar_bytes(one(date(2014, 12, 20)), labels, first) == first


def test_a_new_day_keeps_the_uid_and_raises_the_sequence(one: MakeInventory, labels: Labels) -> None:
    first = calendar_bytes(one(), labels)
    content = calendar_bytes(one(date(2014, 12, 10), valid_to="2015-03-12"), labels, first)
    (old,), (new,) = events(first), events(content)
    assert new["UID"] == old["UID"]
    assert (old.decoded("SEQUENCE"), new.decoded("SEQUENCE")) == (0, 1)
    assert new.decoded("DTSTART") == date(2015, 3, 12)
    assert new["DTSTAMP"].to_ical() == b"20141210T000000Z"
    is_valid(content)


def test_a_new_title_changes_the_stamp_and_not_the_sequence(one: MakeInventory, labels: Labels) -> None:
    (event,) = events(calendar_bytes(one(date(2014, 12, 10), title="Nytt"), labels, calendar_bytes(one(), labels)))
    assert (event.decoded("SEQUENCE"), event["DTSTAMP"].to_ical()) == (0, b"20141210T000000Z")


def test_a_deadline_that_is_no_more_is_cancelled_until_a_year_after_its_day(one: MakeInventory, labels: Labels) -> None:
    first = calendar_bytes(one(), labels)
    gone = calendar_bytes(one(open_ended=True), labels, first)
    (event,) = events(gone)
    assert (event["STATUS"], event.decoded("SEQUENCE")) == ("CANCELLED", 1)
    assert event["SUMMARY"] == "Gäller inte längre. Går ut: Avtal"
    assert not event.walk("VALARM")
    is_valid(gone)
    assert calendar_bytes(one(open_ended=True), labels, gone) == gone
    (back,) = events(calendar_bytes(one(), labels, gone))
    assert (back["STATUS"], back.decoded("SEQUENCE"), back["SUMMARY"]) == ("CONFIRMED", 2, "Går ut: Avtal")
    assert events(calendar_bytes(one(date(2016, 2, 13), open_ended=True), labels, gone)) == []


def test_what_has_passed_is_not_cancelled(one: MakeInventory, labels: Labels) -> None:
    first = calendar_bytes(one(), labels)
    assert calendar_bytes(one(date(2015, 6, 1)), labels, first) == first
    assert events(calendar_bytes(one(date(2016, 2, 13)), labels, first)) == []


@pytest.mark.parametrize("before", [b"", b"\xff", b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" * 2])
def test_a_previous_file_that_cannot_be_read_counts_as_none(one: MakeInventory, labels: Labels, before: bytes) -> None:
    assert calendar_bytes(one(), labels, before) == calendar_bytes(one(), labels)


def test_events_of_others_in_the_file_are_left_out(one: MakeInventory, labels: Labels) -> None:
    first = calendar_bytes(one(), labels)
    assert calendar_bytes(one(), labels, first.replace(b"@inventera", b"@annan.se")) == first


@given(title=st.text(min_size=1, max_size=120))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_title_makes_a_valid_file_that_is_read_back(one: MakeInventory, labels: Labels, title: str) -> None:
    content = calendar_bytes(one(title=title), labels)
    is_valid(content)
    assert calendar_bytes(one(date(2014, 12, 10), title=title), labels, content) == content


@pytest.mark.parametrize("title", ["a\\nb", "a\\;b\\,c", "a\r\nEND:VEVENT", "x" * 74 + "åäö" * 20, '";:,'])
def test_no_title_breaks_out_of_its_line(one: MakeInventory, labels: Labels, title: str) -> None:
    content = calendar_bytes(one(title=title), labels)
    is_valid(content)
    assert len(events(content)) == 1
    assert calendar_bytes(one(date(2014, 12, 10), title=title), labels, content) == content
