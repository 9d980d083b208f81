"""What a whole run leaves behind, and to whom."""

from __future__ import annotations

import ast
import json
import socket
import stat
from ipaddress import ip_address
from pathlib import Path

import pytest

from flows.cli import main
from tests.privacy.conftest import LAST, NAMES, SECRET, Ran
from tests.privacy.outputs import texts


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_run_has_read_what_must_not_get_out(ran: Ran) -> None:
    found = json.loads((ran.outputs / "forteckning.json").read_text(encoding="utf-8"))
    signed = {row["file"]: row["signed_on"] for row in found["rows"]}
    assert signed["kommun/Avtal 640823-3234.pdf"] == "2011-12-03"
    assert "kommun/skannat.png" in signed
    assert [one["code"] for one in found["failures"]] == ["not_a_pdf"]


@pytest.mark.parametrize("secret", [LAST, SECRET, *NAMES])
def test_logs_mail_and_prefect_tell_no_numbers_names_or_clauses(ran: Ran, secret: str) -> None:
    places = {"log": ran.logs(), "mail": ran.mail, "Prefect": ran.database(), "printed": ran.printed}
    places["korlogg"] = (ran.outputs / "korlogg.jsonl").read_text(encoding="utf-8")
    assert all(len(text) > 100 for text in places.values())
    assert [name for name, text in places.items() if secret.casefold() in text.casefold()] == []


def test_titles_are_all_that_the_mail_tells_of_documents(ran: Ran) -> None:
    assert "Avtal om samverkan kring ungdomsmottagning" in ran.mail
    assert "driva en ungdomsmottagning" not in ran.mail
    assert "driva en ungdomsmottagning" not in ran.database()


@pytest.mark.parametrize("name", NAMES)
def test_nobody_who_has_signed_is_named_in_what_is_published(ran: Ran, name: str) -> None:
    assert [file for file, text in texts(ran.outputs) if name.casefold() in text.casefold()] == []


def test_quotes_are_short(ran: Ran) -> None:
    content = json.loads((ran.outputs / "forteckning.json").read_text(encoding="utf-8"))
    quotes = [one["quote"] for row in content["rows"] for found in row["evidence"].values() for one in found]
    assert quotes
    assert max(map(len, quotes)) <= 300


def test_working_files_are_for_their_owner_alone(ran: Ran) -> None:
    work = ran.outputs / "work"
    assert mode(work) == 0o700
    pictures = set(work.rglob("page-*.png"))
    assert pictures  # they are published too, under another name
    others = [path for path in work.rglob("*") if path.is_file() and path not in pictures and path.stat().st_nlink == 1]
    assert len(others) > 8
    assert [path for path in others if mode(path) & 0o077] == []
    assert mode(work / "prefect" / "prefect.db") == 0o600


def test_colleagues_can_open_what_is_published(ran: Ran) -> None:
    published = [path for path in ran.outputs.rglob("*") if "work" not in path.relative_to(ran.outputs).parts]
    assert {mode(path) for path in published if path.is_file()} == {0o644}
    assert {mode(path) for path in published if path.is_dir()} == {0o755}


def test_nothing_is_asked_of_any_network(ran: Ran) -> None:
    lines = [line.split(" ", 1) for line in ran.asked.splitlines()]
    assert lines  # Prefect's server and the mail server of this test, both on this machine
    assert [line for line in lines if not is_of_this_machine(ast.literal_eval(line[1]))] == []


def is_of_this_machine(address: object) -> bool:
    host = address[0] if isinstance(address, tuple) else address
    if host in ("localhost", None, "", b"localhost", socket.gethostname()):  # smtplib greets with its own name
        return True
    host = host.decode() if isinstance(host, bytes) else str(host)
    if "/" in host or host.startswith("\0"):  # a socket of Unix
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def test_a_trace_tells_no_number_and_nobody_who_has_signed(ran: Ran, capsys: pytest.CaptureFixture[str]) -> None:
    folders = ["--corpus", str(ran.corpus), "--outputs", str(ran.outputs)]
    assert main(["trace", "kommun/Avtal 640823-3234.pdf", *folders]) == 0
    told = capsys.readouterr().out
    assert "640823-****" in told
    assert LAST not in told
    values = told.partition("Uppgifter")[2] or told
    assert "den 3 december 2011" in values
    assert "Pernilla" not in values.partition("Undertecknat")[2]
