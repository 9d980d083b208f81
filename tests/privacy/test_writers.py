"""A personal number in any field, in any writing, comes out of no writer with its last four digits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.publishing import labels, publish_all
from pipeline.domain.actuality import Actuality, Event, EventKind, Sign, Trait
from pipeline.domain.agreement import Agreement, Kind, Outcome, Party, Rejection
from pipeline.domain.evidence import Evidence, Finding, How, Misreading, Status
from pipeline.domain.relation import Relation, RelationKind
from pipeline.inventory.corrections.correction import Correction, Corrections
from pipeline.inventory.corrections.record import Record
from pipeline.sections import Privacy
from pipeline.settings import Settings, load
from tests.inventory.conftest import outcome
from tests.privacy.numbers import FORMS, tells
from tests.privacy.outputs import texts

DAY = date(2014, 12, 9)
TYPED = (
    "title", "subject", "note", "remarks", "validity", "owner", "own:Kontakt", "signed_on", "parties", "review",
)  # fmt: skip


def told(value: Any, number: str) -> Finding[Any]:
    quote = Evidence(1, f"Ägare {number}", (), "title/x", How.STATED, 0.5, misread=(Misreading(number, number),))
    why = f"Inläst som «{number}»"
    return Finding(value, Status.STATED, (quote,), 0.5, review=True, reason=why, derivation=f"efter {number}")


def agreement(number: str) -> Agreement:
    """One that has the number wherever a text can stand."""
    relation = Relation(
        RelationKind.REPLACES, f"avtalet med {number}", registry_number=number,
        evidence=told(None, number).evidence,
    )  # fmt: skip
    quotes = told(None, number).evidence
    return Agreement(
        pages=(1, 2),
        kind=told(Kind.AGREEMENT, number),
        title=told(f"Avtal om Barnahus med Bygg {number}", number),
        parties=told(
            (Party(f"Bygg {number}", f"Bygg {number}", number, f"Byggaren {number}"), Party("A", "A")), number
        ),
        subject=told(f"Bygget som {number} driver", number),
        registry_number=told(f"KS {number}", number),
        valid_from=told(date(2012, 1, 1), number),
        valid_to=told(date(2014, 12, 31), number),
        open_ended=told(False, number),
        renewal=told(None, number),
        notice_period=told(None, number),
        signed_on=told(date(2011, 12, 1), number),
        revised_on=told(None, number),
        remarks=(f"Upprättat av {number}",),
        relations=(relation,),
        actuality=Actuality(
            (Event(EventKind.ESTABLISHED, date(2014, 1, 1), quotes),), tuple(Sign(t, quotes) for t in Trait)
        ),
    )


def outcomes(written: dict[str, str]) -> Iterator[Outcome]:
    for name, number in written.items():
        yield outcome(f"kommun/{name}.pdf", agreement(number))
        yield outcome(f"kommun/{name} untitled.pdf", replace(agreement(number), title=told(None, number)))
        yield outcome(f"kommun/{name} rejected.pdf", rejection=Rejection(f"Fakturan till {number}", "x"))


def corrections(written: dict[str, str], settings: Settings) -> None:
    """What people have typed and exported: it stays so in their own files."""
    typed = [(f"kommun/{name} rejected.pdf", "reason", f"Faktura {number}") for name, number in written.items()]
    typed += [
        (f"kommun/{name}.pdf", field, f"Om {number}")
        for name, number in written.items()
        for field in TYPED
        if field != "parties" or "\n" not in number  # each line is another party
    ]
    lines = [Correction("", field, text, when="2014-12-01", file=file) for file, field, text in typed]
    gone = Correction("r01234567890", "title", typed[0][2], when="2014-12-01", file="borta.pdf", title="Borta")
    lines.append(gone)
    (settings.corpus / "rattelser.csv").write_bytes(Record(labels(settings)).write(Corrections(tuple(lines))))
    diary = [
        f'"KS 2014/{n}";"Avtal med {number}";"Bygg {number}";"{name}.pdf";2012-05-05;"{number}"'
        for n, (name, number) in enumerate(written.items())
    ]
    heads = "Diarienummer;Ärendemening;Motpart;Filnamn;Avtalsdatum;Handläggare"
    (settings.corpus / "diarium.csv").write_text("\r\n".join([heads, *diary]), encoding="utf-8", newline="")
    survey = [f'2014;"Snöröjning {number}";Polis;JA' for number in written.values()]
    (settings.corpus / "oppna_jamforelser.csv").write_text("\r\n".join(["Runda;Område;Aktör;Svar", *survey]))


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    (tmp_path / "corpus").mkdir()
    return load().model_copy(update={"corpus": tmp_path / "corpus", "outputs": tmp_path / "ut"})


@pytest.mark.parametrize("number", [("19", "640823", "3234"), ("19", "870191", "7471")], ids="-".join)
def test_no_writer_tells_a_number(chosen: Settings, number: tuple[str, str, str]) -> None:
    century, date_, last = number
    written = {name.replace(":", ""): form(century, date_, last) for name, form in FORMS.items()}
    corrections(written, chosen)
    inventory = tuple(outcomes(written))
    published = publish_all(inventory, DAY, chosen)
    found = dict(texts(chosen.outputs))
    before = json.loads((chosen.outputs / "forteckning.json").read_text(encoding="utf-8"))
    for row in before["rows"]:  # written by a version that knew fewer writings, and changed since
        row["title"] = row["subject"] = f"Förut {written['spaces around']}"
        row["parties"] = [{"name": written["en dash"]}]
    before["rows"].append({**before["rows"][0], "id": "r0", "file": "borta.pdf"})
    publish_all(inventory, DAY, chosen, before)
    found |= {f"again: {name}": text for name, text in texts(chosen.outputs)}
    told = {
        (name, line)
        for name, text in found.items()
        if "tidigare/rattelser_" not in name  # a copy of what people wrote, to be put back
        for line in text.splitlines()
        if tells(line.replace("O", "0").replace("l", "1"), date_, last)
    }
    assert published.checked
    assert len(found) > 100
    assert any(date_ in text for text in found.values())
    assert told == set()


def test_a_file_keeps_its_name_where_it_leads_to_the_file_and_nowhere_else(chosen: Settings) -> None:
    name = "kommun/Avtal 640823-3234.pdf"
    first = replace(agreement("x"), title=Finding(None, Status.ABSENT))
    publish_all([outcome(name, first), outcome("kommun/kopia.pdf", first, sha256=outcome(name).sha256)], DAY, chosen)
    content = json.loads((chosen.outputs / "forteckning.json").read_text(encoding="utf-8"))
    assert name in [row["file"] for row in content["rows"]]
    for file, text in texts(chosen.outputs):
        if file.endswith((".docx/word/document.xml", ".ics", ".json")):
            assert "3234" not in text, file
        for cell in text.splitlines():
            if "3234" in cell and not file.endswith("(markup)") and file.endswith((".xml", ".html")):
                assert cell.count("3234") == cell.count("640823-3234.pdf"), (file, cell)  # the file itself
    assert "640823-****.pdf" in content["rows"][0]["remarks"] + content["rows"][1]["remarks"]


@pytest.mark.parametrize("names", [False, True])
def test_the_setting_decides_whether_those_who_sign_are_named(chosen: Settings, names: bool) -> None:
    quote = Evidence(1, "Signerat av Pernilla Strömgren 2011-12-01", (), "signing/electronic", How.STATED, 0.9)
    signed = replace(agreement("x"), signed_on=Finding(date(2011, 12, 1), Status.STATED, (quote,)))
    wanted = chosen.model_copy(update={"privacy": Privacy(names=names)})
    publish_all([outcome("avtal.pdf", signed)], DAY, wanted)
    naming = [file for file, text in texts(chosen.outputs) if "Pernilla" in text]
    assert bool(naming) is names
    content = json.loads((chosen.outputs / "forteckning.json").read_text(encoding="utf-8"))
    (told,) = content["rows"][0]["evidence"]["signed_on"]
    assert told["quote"] == (quote.quote if names else "2011-12-01")
