"""What `inventera check` says of the runs, and when it is something to be alarmed by."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows import check as machine
from flows import marks
from flows.environment import now
from flows.health import health
from flows.nights import SERVICE, Service, is_missed, last_planned, mark
from flows.run_log import FILE, Entry, Result, recorded
from pipeline.settings import Schedule, Settings, load

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "outputs").mkdir()
    return load(tmp_path)


def runs(settings: Settings, *known: tuple[float, str]) -> None:
    """Write runs into the log, each begun so many hours ago."""
    with (settings.outputs / FILE).open("a", encoding="utf-8") as file:
        for hours, result in known:
            time = (now(settings) - timedelta(hours=hours)).isoformat()
            counts = {"documents": 9, "rows": 7, "new": 0, "changed": 0, "gone": 0, "pages": 1, "pages_ocr": 0}
            one = {"started": time, "as_of": "2026-11-22", "program": "1", "result": result}
            done = {"ended": time, "counts": counts | {"failures": {"damaged": 2}}} if result == "completed" else {}
            file.write(json.dumps(one | done) + "\n")


@contextmanager
def service(settings: Settings, url: str, hours: float = 100, *, alive: bool = True) -> Iterator[None]:
    content = SERVICE.dump_json(Service(now(settings) - timedelta(hours=hours), url))
    with ExitStack() as stack:
        if alive:
            stack.enter_context(marks.held(mark(settings), content))
        else:
            mark(settings).parent.mkdir(parents=True)
            mark(settings).write_bytes(content)
        yield


@contextmanager
def prefect(*times: str) -> Iterator[str]:
    """A server that knows of runs planned for these times."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps([{"expected_start_time": time} for time in times]).encode())

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def wrong(settings: Settings) -> list[str]:
    return [text for text, advice in health(settings) if advice]


def test_a_fresh_installation_is_as_it_should_be(settings: Settings) -> None:
    assert list(health(settings)) == [("Senaste körningen: ingen än", None)]


def test_the_last_run_is_told_with_its_numbers(settings: Settings) -> None:
    runs(settings, (50, "failed"), (3, "completed"))
    ((text, advice),) = health(settings)
    assert advice is None
    assert "7 rader ur 9 filer; 2 gick inte att läsa" in text


@pytest.mark.parametrize("result", ["failed", "interrupted", "killed"])
def test_a_last_run_that_did_not_complete_is_wrong(settings: Settings, result: str) -> None:
    runs(settings, (30, "completed"), (3, result))
    assert len(wrong(settings)) == 1


def test_a_run_that_goes_on_is_nothing_wrong(settings: Settings) -> None:
    runs(settings, (3, "failed"))
    with recorded(settings, now(settings).date()):
        assert wrong(settings) == []


def test_an_old_run_is_wrong_only_where_there_is_to_be_one_each_night(settings: Settings) -> None:
    runs(settings, (60, "completed"))
    assert wrong(settings) == []
    with prefect("2026-11-23T01:00:00Z") as url, service(settings, url):
        assert [text for text in wrong(settings) if "26 timmar" in text]
        runs(settings, (20, "completed"))
        assert wrong(settings) == []


def test_a_service_that_has_just_been_started_is_given_its_time(settings: Settings) -> None:
    runs(settings, (60, "completed"))
    with prefect("2026-11-23T01:00:00Z") as url, service(settings, url, hours=1):
        assert wrong(settings) == []


def test_the_next_run_is_told_in_local_time(settings: Settings) -> None:
    with prefect("2026-11-23T01:00:00Z") as url, service(settings, url, hours=1):
        assert any(text.startswith("Nästa körning: 2026-11-23 02:00 (") for text, _ in health(settings))


def test_a_schedule_that_is_paused_is_wrong(settings: Settings) -> None:
    with prefect() as url, service(settings, url, hours=1):
        assert wrong(settings) == ["Ingen nästa körning är planerad"]


def test_a_service_that_has_died_is_wrong(settings: Settings) -> None:
    with service(settings, "http://127.0.0.1:9", hours=1, alive=False):
        assert wrong(settings) == ["Nattkörningen är inte igång: «inventera serve» har stannat"]


def test_a_server_that_does_not_answer_is_wrong(settings: Settings) -> None:
    with service(settings, "http://127.0.0.1:9", hours=1):
        assert "svarar inte" in wrong(settings)[0]


def test_a_disk_that_is_nearly_full_is_wrong(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_LEAST_GIGABYTES", 10**9)
    lines, ready = machine.check(settings)
    assert not ready
    assert any("nästan fullt" in line for line in lines)


SCHEDULE = Schedule(time="02:00")


@pytest.mark.parametrize(
    ("time", "planned"),
    [
        ("2026-11-22T01:59", "2026-11-21T02:00+01:00"),
        ("2026-11-22T02:00", "2026-11-22T02:00+01:00"),
        ("2026-11-22T23:00", "2026-11-22T02:00+01:00"),
        ("2026-07-01T01:00", "2026-06-30T02:00+02:00"),
    ],
)
def test_when_the_last_run_should_have_begun(time: str, planned: str) -> None:
    found = last_planned(SCHEDULE, datetime.fromisoformat(time).replace(tzinfo=STOCKHOLM))
    assert found == datetime.fromisoformat(planned)


def at(time: str, result: Result = Result.COMPLETED) -> Entry:
    started = datetime.fromisoformat(time).replace(tzinfo=STOCKHOLM)
    return Entry(started, started.date(), "1", result)


@pytest.mark.parametrize(
    ("known", "missed"),
    [
        ((), False),
        ((at("2026-11-21T02:00:03"),), True),
        ((at("2026-11-22T02:00:03"),), False),
        ((at("2026-11-21T02:00:03"), at("2026-11-22T02:00:03")), False),
        ((at("2026-11-21T02:00:03"), at("2026-11-22T02:00:03", Result.KILLED)), True),
        ((at("2026-11-21T02:00:03"), at("2026-11-22T05:30:00")), False),
        ((at("2026-11-22T05:30:00", Result.FAILED),), False),  # there was no night yet
    ],
)
def test_a_night_is_missed_when_it_left_no_inventory(known: tuple[Entry, ...], missed: bool) -> None:
    time = datetime(2026, 11, 22, 9, tzinfo=STOCKHOLM)
    assert is_missed(known, None, SCHEDULE, time) is missed


def test_the_first_night_of_a_service_may_be_missed_too() -> None:
    time = datetime(2026, 11, 22, 9, tzinfo=STOCKHOLM)
    assert is_missed((), Service(time - timedelta(hours=20), ""), SCHEDULE, time)
    assert not is_missed((), Service(time - timedelta(hours=1), ""), SCHEDULE, time)
