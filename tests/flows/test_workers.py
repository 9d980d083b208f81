"""A worker that dies or hangs harms only the page it had. The jobs here stand in for reading."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import psutil
import pytest

from flows.engine import EngineError, LocalEngine
from flows.workers import Jobs, Workers
from pipeline.domain.agreement import Outcome, Rejection
from pipeline.domain.document import BBox, Document, MissingPage, Page, PageShape, PageSource, Word
from pipeline.errors import EncryptedError
from pipeline.reading import Probe
from pipeline.sections import Limits, Mail
from pipeline.settings import Settings, load

DIES, HANGS, EATS, PAGES = 3, 5, 9, 10


def look(path: Path, settings: Settings) -> Probe:
    if path.name == "locked.pdf":
        raise EncryptedError
    return Probe(sha256="ab", page_count=PAGES, is_image=False, size=1)


def read(path: Path, numbers: Sequence[int], probed: Probe, settings: Settings) -> tuple[Page, ...]:
    if path.name == "bad.pdf":
        if DIES in numbers:
            os._exit(1)
        if HANGS in numbers:
            time.sleep(600)
        if EATS in numbers:
            bytearray(10**12)
    word = Word("ord", BBox(0, 0, 1, 1))
    return tuple(Page(number, 595, 842, (word,), PageSource.TEXT_LAYER, "text_layer_good") for number in numbers)


def understand(document: Document, models: Path, words: Path | None) -> Outcome:
    if document.file == "deadly.pdf":
        os._exit(1)
    if document.file == "killed.pdf":
        os.kill(os.getpid(), signal.SIGKILL)
    if document.file == "crashing.pdf":
        os.abort()
    if document.file == "hungry.pdf":
        bytearray(10**12)
    if document.file == "once.pdf" and words and not words.exists():
        words.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if document.file == "endless.pdf":
        time.sleep(600)
    return Outcome(document.file, document.sha256, rejection=Rejection("x", "y"), missing=document.missing)


def draw(path: Path, page: PageShape, target: Path, settings: Settings) -> None:
    if page.number == DIES:
        os._exit(1)
    if page.number == HANGS:
        time.sleep(600)
    target.write_bytes(b"picture")


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    limits = Limits(page_seconds=1, document_seconds=8)
    settings = load(tmp_path_factory.mktemp("empty")).model_copy(update={"limits": limits, "workers": 2})
    with Workers(settings, jobs=Jobs(look, read, understand, draw), grace=0.5) as pool:
        yield pool


def test_only_the_pages_at_fault_are_missing(workers: Workers) -> None:
    outcome = workers.process(Path("bad.pdf"), "bad.pdf", "ab")
    assert outcome.rejection
    assert outcome.missing == (
        MissingPage(DIES, "unexpected"),
        MissingPage(HANGS, "page_timeout"),
        MissingPage(EATS, "too_large"),
    )


def test_the_next_document_is_unharmed(workers: Workers) -> None:
    outcome = workers.process(Path("good.pdf"), "good.pdf", "ab")
    assert outcome == Outcome("good.pdf", "ab", rejection=Rejection("x", "y"))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("locked.pdf", "encrypted"),
        ("deadly.pdf", "unexpected"),
        ("killed.pdf", "unexpected"),
        ("crashing.pdf", "damaged"),
        ("hungry.pdf", "too_large"),
        ("endless.pdf", "page_timeout"),
    ],
)
def test_a_document_that_fails_is_a_failure_with_advice(workers: Workers, name: str, code: str) -> None:
    outcome = workers.process(Path(name), name, "ab")
    assert outcome.failure
    assert outcome.failure.code == code
    assert outcome.failure.message
    assert workers.process(Path("good.pdf"), "good.pdf", "ab").rejection


def test_a_page_that_cannot_be_drawn_costs_only_its_picture(workers: Workers, tmp_path: Path) -> None:
    shapes = [PageShape(number, 595, 842) for number in range(1, PAGES + 1)]
    workers.draw(Path("bad.pdf"), {shape: tmp_path / str(shape.number) for shape in shapes})
    drawn = {int(path.name) for path in tmp_path.iterdir()}
    assert drawn == set(range(1, PAGES + 1)) - {DIES, HANGS}
    assert workers.process(Path("good.pdf"), "good.pdf", "ab").rejection


def test_an_interrupted_run_ends_at_once_and_nobody_waits_for_ever(tmp_path: Path) -> None:
    settings = load(tmp_path).model_copy(update={"limits": Limits(page_seconds=600), "workers": 1})
    outcome: list[Outcome] = []

    def interrupted() -> None:
        with Workers(settings, jobs=Jobs(look, read, understand, draw)) as pool:
            waiting = threading.Thread(target=lambda: outcome.append(pool.process(tmp_path, "endless.pdf", "ab")))
            waiting.start()
            while pool.pages.read < PAGES:
                time.sleep(0.05)
            threads.append(waiting)
            raise KeyboardInterrupt

    threads: list[threading.Thread] = []
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    threads[0].join(timeout=20)
    assert [one.failure and one.failure.code for one in outcome] == ["unexpected"]


class Lost:
    """An engine that is gone when it is to do one kind of job. It keeps what it was sent."""

    processes = 1

    def __init__(self, at: Callable[..., object] | None) -> None:
        self.at = at
        self.sent: list[object] = []

    def submit(self, job: Callable[..., object], *arguments: object, seconds: float) -> Future[object]:
        future: Future[object] = Future()
        if job is self.at:
            future.set_exception(EngineError("gone"))
        else:
            future.set_result(job(*arguments))
        self.sent.append(arguments)
        return future

    def close(self) -> None: ...

    def stop(self) -> None: ...


@pytest.mark.parametrize("job", [look, read, understand])
def test_a_document_is_not_to_blame_when_all_the_workers_are_gone(tmp_path: Path, job: Callable[..., object]) -> None:
    pool = Workers(load(tmp_path), Lost(at=job), Jobs(look, read, understand, draw))
    with pytest.raises(EngineError, match="gone"):
        pool.process(Path("good.pdf"), "good.pdf", "ab")


def test_the_mail_password_is_not_sent_to_the_workers(tmp_path: Path) -> None:
    mail = Mail.model_validate({"to": "a@b.se", "sender": "i@b.se", "host": "b.se", "password": "hemligt"})
    engine = Lost(at=None)
    pool = Workers(load(tmp_path).model_copy(update={"mail": mail}), engine, Jobs(look, read, understand, draw))
    assert pool.process(Path("good.pdf"), "good.pdf", "ab").rejection
    assert b"hemligt" in pickle.dumps(mail)
    assert b"hemligt" not in pickle.dumps(engine.sent)


def test_a_document_whose_process_died_by_chance_is_tried_once_more(workers: Workers, tmp_path: Path) -> None:
    words = tmp_path / "words"
    outcome = workers.process(Path("once.pdf"), "once.pdf", "ab", words=words)
    assert words.exists()
    assert outcome.rejection


def test_processes_killed_with_nothing_to_do_are_replaced(workers: Workers) -> None:
    assert workers.process(Path("good.pdf"), "good.pdf", "ab").rejection
    for process in multiprocessing.active_children():
        os.kill(process.pid or 0, signal.SIGKILL)
    time.sleep(1)
    assert workers.process(Path("good.pdf"), "good.pdf", "ab").rejection


def start_program(path: Path, settings: Settings) -> Probe:
    """As pytesseract: a program that the worker waits for."""
    with subprocess.Popen(["sleep", "600"]) as program:
        path.with_suffix(".pid").write_text(str(program.pid))
        if path.stem == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        program.wait()
    return Probe(sha256="ab", page_count=1, is_image=False, size=1)


@pytest.mark.parametrize("name", ["hangs.pdf", "killed.pdf"])
def test_the_programs_of_a_killed_worker_die_too(tmp_path: Path, name: str) -> None:
    limits = Limits(page_seconds=1, document_seconds=2)
    settings = load(tmp_path).model_copy(update={"limits": limits, "workers": 1})
    engine = LocalEngine(settings, None, tmp_path)
    with Workers(settings, engine, Jobs(look=start_program)) as pool:
        outcome = pool.process(tmp_path / name, name, "ab")
        program = int((tmp_path / name).with_suffix(".pid").read_text())
        deadline = time.monotonic() + 60
        while psutil.pid_exists(program) and psutil.Process(program).status() != psutil.STATUS_ZOMBIE:
            assert time.monotonic() < deadline, "left behind"
            time.sleep(0.1)
    assert outcome.failure


def test_when_all_pages_together_take_too_long_those_that_are_left_are_missing(tmp_path: Path) -> None:
    limits = Limits(page_seconds=100, reading_seconds=2)
    settings = load(tmp_path).model_copy(update={"limits": limits, "workers": 1})
    with Workers(settings, jobs=Jobs(look, read_slowly, understand, draw)) as pool:
        outcome = pool.process(Path("slow.pdf"), "slow.pdf", "ab")
        assert outcome.missing
        assert {page.code for page in outcome.missing} == {"page_timeout"}
        assert 1 not in {page.number for page in outcome.missing}
        assert pool.process(Path("good.pdf"), "good.pdf", "ab").rejection


def read_slowly(path: Path, numbers: Sequence[int], probed: Probe, settings: Settings) -> tuple[Page, ...]:
    if path.name == "slow.pdf":
        time.sleep(1.5)
    return read(path, numbers, probed, settings)
