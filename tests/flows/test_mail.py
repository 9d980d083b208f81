"""The mail of a run, sent to a real server on this machine."""

from __future__ import annotations

import email
import email.policy
import json
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from flows.mail import send_summary
from flows.summary import as_text, summarise
from pipeline.domain.agreement import Agreement, Kind, Outcome
from pipeline.domain.evidence import Finding, Status
from pipeline.inventory.labels import Labels
from pipeline.lexicon import read_toml
from pipeline.publish import Published, publish
from pipeline.sections import Mail

ROOT = Path(__file__).resolve().parents[2]
LABELS = Labels.parse(read_toml(ROOT / "models" / "sv" / "labels.toml"))
DAY = date(2014, 12, 9)
NOW = datetime(2014, 12, 9, 2, tzinfo=UTC)


class _Smtp(socketserver.StreamRequestHandler):
    """Enough of RFC 5321 for one mail."""

    def handle(self) -> None:
        server: Server = self.server  # type: ignore[assignment]
        self.say("220 test")
        while line := self.rfile.readline().decode("latin-1").strip():
            server.commands.append(line)
            verb = line.split(":")[0].split(" ")[0].upper()
            if verb == "DATA":
                self.say("354 go on")
                lines: list[bytes] = []
                while (data := self.rfile.readline()) != b".\r\n":
                    lines.append(data.removeprefix(b".") if data.startswith(b"..") else data)
                server.mails.append(b"".join(lines))
            if verb == "RCPT" and "borta@" in line:
                self.say("550 no such user")
            else:
                self.say({"EHLO": "250 test", "QUIT": "221 bye", "STARTTLS": "454 no"}.get(verb, "250 ok"))
            if verb == "QUIT":
                return

    def say(self, text: str) -> None:
        with suppress(ConnectionError):  # a client that gives up does not wait for the answer
            self.wfile.write(f"{text}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Smtp)
        self.commands: list[str] = []
        self.mails: list[bytes] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def mail(self) -> EmailMessage:
        (raw,) = self.mails
        return email.message_from_bytes(raw, policy=email.policy.default)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as one:
        thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield one
        one.shutdown()
        thread.join()


def settings(server: Server | int, **values: object) -> Mail:
    port = server if isinstance(server, int) else server.port
    given = {"to": "arkiv@kommun.se", "sender": "inventera@kommun.se", "host": "127.0.0.1", "security": "none"}
    return Mail.model_validate({**given, "port": port, **values})


def outcome(title: str, end: date) -> Outcome:
    def found(value: object) -> Finding[object]:
        return Finding(value, Status.STATED)

    given: dict[str, object] = {
        "kind": Kind.AGREEMENT, "title": title, "parties": (), "subject": "Hemlig mening ur avtalet.",
        "open_ended": False, "valid_to": end,
    }  # fmt: skip
    names = ("registry_number", "valid_from", "renewal", "notice_period", "signed_on", "revised_on")
    fields = {name: found(value) for name, value in (dict.fromkeys(names) | given).items()}
    return Outcome(
        f"{title}.pdf", title.encode(errors="surrogatepass").hex().ljust(64, "0"), (Agreement(pages=(1, 1), **fields),)
    )  # type: ignore[arg-type]


def run(folder: Path, *outcomes: Outcome, day: date = DAY) -> tuple[Published, str | None]:
    """A run that publishes; what it has told before."""
    path = folder / "ut" / "forteckning.json"
    before = path.read_text(encoding="utf-8") if path.is_file() else None
    published = publish(
        outcomes, day, corpus=folder / "corpus", outputs=folder / "ut", labels=LABELS, generated=NOW, program="1",
        before=json.loads(before) if before else None,
    )  # fmt: skip
    return published, before


def send(given: tuple[Published, str | None], mail: Mail) -> str | None:
    published, text = given
    before = json.loads(text) if text else None
    after = json.loads(published.files[0].read_bytes())
    summary = summarise(before, after, (), Path("outputs/forteckning.xlsx"))
    last = date.fromisoformat(before["as_of"]) if before else None
    return send_summary(summary, published, last, LABELS, mail, NOW)


AVTAL = outcome("Samarbetsavtal Åäö", date(2015, 2, 12))


def test_the_summary_is_sent_with_what_changed_and_what_falls_due(tmp_path: Path, server: Server) -> None:
    run(tmp_path, AVTAL)
    given = run(tmp_path, outcome("Samarbetsavtal Åäö", date(2015, 1, 12)), outcome("Nytt avtal", date(2020, 1, 1)))
    assert send(given, settings(server, to="arkiv@kommun.se, r@kommun.se")) == (
        "Sammanfattningen är skickad till arkiv@kommun.se, r@kommun.se"
    )
    mail = server.mail()
    assert mail["Subject"] == "Avtalsförteckningen per 2014-12-09"
    assert (mail["From"], mail["To"]) == ("inventera@kommun.se", "arkiv@kommun.se, r@kommun.se")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert (mail.get_content_type(), mail.get_content_charset()) == ("text/plain", "utf-8")
    text = mail.get_content().replace("\r\n", "\n")
    assert "Förteckningen per 2014-12-09" in text
    assert "  Ny: Nytt avtal" in text
    assert "  Ändrad: Samarbetsavtal Åäö (Gäller till, Innevarande period t.o.m.)" in text
    assert "Förfaller de närmaste 90 dagarna:\n  2015-01-12  Går ut: Samarbetsavtal Åäö" in text
    assert "Hemlig" not in text
    assert [c for c in server.commands if c.lower().startswith("rcpt")] == [
        "rcpt TO:<arkiv@kommun.se>", "rcpt TO:<r@kommun.se>",
    ]  # fmt: skip


def test_nothing_is_sent_when_nothing_has_changed_unless_asked(tmp_path: Path, server: Server) -> None:
    run(tmp_path, AVTAL)
    given = run(tmp_path, AVTAL)
    assert send(given, settings(server)) is None
    assert server.mails == []
    assert send(given, settings(server, unchanged=True))
    assert "Inget har ändrats sedan den förra körningen." in server.mail().get_content()


def test_a_day_that_has_come_near_is_news(tmp_path: Path, server: Server) -> None:
    run(tmp_path, AVTAL, day=date(2014, 11, 13))
    assert send(run(tmp_path, AVTAL, day=date(2014, 11, 13)), settings(server)) is None
    assert send(run(tmp_path, AVTAL, day=date(2014, 11, 14)), settings(server))
    assert "  2015-02-12  Går ut: Samarbetsavtal Åäö" in server.mail().get_content()


def test_without_recipients_nothing_is_sent(tmp_path: Path) -> None:
    assert send(run(tmp_path, AVTAL), Mail()) is None


def test_a_title_cannot_write_heads_or_end_the_mail(tmp_path: Path, server: Server) -> None:
    send(run(tmp_path, outcome("Avtal\r\n.\r\nBcc: x@y.se \udce5", date(2015, 1, 1))), settings(server))
    mail = server.mail()
    assert mail["Bcc"] is None
    assert "Går ut: Avtal" in mail.get_content()
    assert len([c for c in server.commands if c.lower().startswith("rcpt")]) == 1


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def failed(told: str | None) -> bool:
    return told is not None and told.startswith("E-post till arkiv@kommun.se kunde inte skickas (")


def test_a_refused_connection_is_told_and_no_more(tmp_path: Path) -> None:
    assert failed(send(run(tmp_path, AVTAL), settings(free_port())))


def test_an_unknown_host_is_told_and_no_more(tmp_path: Path) -> None:
    assert failed(send(run(tmp_path, AVTAL), settings(25, host="finns-inte.invalid")))


@pytest.mark.parametrize(
    "values", [{"security": "starttls"}, {"security": "ssl"}, {"user": "x", "password": "hemligt"}]
)
def test_nothing_is_sent_in_the_clear_against_the_settings(
    tmp_path: Path, server: Server, values: dict[str, str]
) -> None:
    told = send(run(tmp_path, AVTAL), settings(server, **values))
    assert failed(told)
    assert "hemligt" not in str(told)
    assert server.mails == []


def test_the_summary_tells_what_came_of_the_mail(tmp_path: Path) -> None:
    published, _ = run(tmp_path, AVTAL)
    summary = summarise(None, json.loads(published.files[0].read_bytes()), (), Path("ut.xlsx"))
    assert "\nE-post skickad\n" in as_text(replace(summary, messages=("E-post skickad",)))


def test_a_recipient_whom_the_server_does_not_know_is_named(tmp_path: Path, server: Server) -> None:
    told = send(run(tmp_path, AVTAL), settings(server, to="arkiv@kommun.se, borta@kommun.se"))
    assert told is not None
    assert told.startswith("E-post till borta@kommun.se kunde inte skickas (550)")
    assert len(server.mails) == 1
