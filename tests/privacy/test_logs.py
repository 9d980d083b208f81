"""Lines of logs, and errors that Prefect keeps: what a document says never stands in them."""

from __future__ import annotations

import logging

import pytest

from flows.log_format import Discreet
from flows.stops import RunError, StoppedError, discreet, explained
from pipeline.errors import DamagedError
from pipeline.settings import load

SECRET = "kvorlunda"


def line(message: object, *args: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, message, args, info)  # type: ignore[arg-type]
    return Discreet("%(levelname)s %(message)s").format(record)


def caught(error: BaseException, cause: BaseException | None = None) -> BaseException:
    with pytest.raises(type(error)) as told:
        raise error from cause
    return told.value


def test_a_personal_number_in_a_file_s_name_is_masked() -> None:
    assert line("%s: not read", "Avtal 640823-3234.pdf") == "ERROR Avtal 640823-****.pdf: not read"


def test_an_error_s_text_is_told_where_it_is_ours_or_the_system_s() -> None:
    assert line("%s: %r", "a.pdf", ValueError(SECRET)) == "ERROR a.pdf: ValueError"
    assert line("%s", DamagedError("no trailer")) == "ERROR DamagedError: damaged: no trailer"
    assert "No such file" in line("%s", FileNotFoundError(2, "No such file or directory", "x"))
    assert line(ValueError(SECRET)) == "ERROR ValueError"


def test_a_traceback_tells_the_places_and_kinds_alone() -> None:
    error = caught(KeyError(SECRET), caught(ValueError(f"{SECRET} again")))
    text = line("unexpected", error=error)
    assert SECRET not in text
    assert text.index("ValueError") < text.index("KeyError")
    assert text.count('File "') == 2
    assert "in caught" in text


def test_what_another_formatter_has_kept_is_not_used() -> None:
    error = caught(ValueError(SECRET))
    info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "unexpected", (), info)
    assert SECRET in logging.Formatter().format(record)
    assert SECRET not in Discreet().format(record)


def test_the_story_of_an_error_in_another_process_is_told_by_its_places() -> None:
    class RemoteTraceback(Exception):  # noqa: N818  # its name there
        """As pebble and concurrent.futures hand it over: a traceback in words."""

    remote = RemoteTraceback(f'Traceback:\n  File "pipeline/run.py", line 7, in read\n    x()\nValueError: {SECRET}')
    text = line("unexpected", error=caught(ValueError(SECRET), remote))
    assert SECRET not in text
    assert 'File "pipeline/run.py", line 7, in read' in text


def test_an_error_that_nobody_foresaw_leaves_a_run_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(RunError, match=r"^ValueError$") as told, discreet():
        raise ValueError(SECRET)
    assert told.value.__suppress_context__  # Prefect keeps what a traceback would show
    assert "not foreseen" in caplog.text


@pytest.mark.parametrize("error", [StoppedError("x"), DamagedError("x"), PermissionError(13, "denied", "x")])
def test_errors_of_our_own_and_the_system_s_stay_as_they_are(error: Exception) -> None:
    with pytest.raises(type(error)) as told, discreet():
        raise error
    assert told.value is error


def test_a_full_disk_is_told_though_another_error_came_of_it() -> None:
    full = OSError(28, "No space left on device", "x")
    with pytest.raises(RunError) as told, discreet():
        raise ValueError(SECRET) from full
    assert explained(told.value, load()) is not None
