"""Nothing that a document says, and nothing that a file is called, is executed, followed or obeyed in any output."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import vobject
from markdown_it import MarkdownIt

from pipeline.domain.agreement import Agreement, Failure, Outcome, Party, Rejection
from pipeline.domain.document import BBox, PageShape
from pipeline.domain.evidence import Evidence, Finding, How, Status
from pipeline.domain.relation import Relation, RelationKind
from pipeline.domain.values import Duration, Renewal, RenewalMode
from pipeline.errors import NotAFileError
from pipeline.inventory.calendar_file import calendar_bytes
from pipeline.lexicon import load
from pipeline.reading.words import _text
from tests.inventory.conftest import agreement as made
from tests.trust.everything import DAY, MODELS, Night, night, read_all, settings_of
from tests.trust.tricks import LARGE, NAMES, TRICKS, pdf

PLAIN = "Samarbetsavtal"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TRIGGERS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b")
MAIL_HEADERS = {
    "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted",
    "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
}  # fmt: skip


def unseen(text: str) -> list[str]:
    """The characters that are there for programs and not for readers."""
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Cn") and c not in "\n\t\u00ad"]


def saying(trick: str) -> Agreement:
    """An agreement of which every field says the same."""
    box = BBox(72.0, 100.0, 300.0, 112.0)

    def found(value: object, **more: Any) -> Finding[Any]:
        evidence = (Evidence(1, trick, (box,), "validity/from_to", How.STATED, 0.9),)
        return Finding(value, Status.STATED, evidence, 0.9, **more)

    return made(
        title=found(trick),
        parties=found((Party(trick, trick, alias=trick, org_number=None), Party(trick + "2", trick))),
        subject=found(trick),
        registry_number=found(trick),
        valid_from="2014-01-01",
        valid_to=found(DAY.replace(day=31), review=True, reason=trick),
        renewal=Renewal(RenewalMode.AUTOMATIC, Duration(12)),
        notice_period="P3M",
        signed_on=Finding(None, Status.CONFLICTING, review=True, reason=trick),
        relations=(Relation(RelationKind.REPLACES, trick),),
        remarks=(trick,),
    )


def outcomes(tricks: Sequence[str], names: Sequence[str]) -> list[Outcome]:
    """A document for each trick, a rejected and an unreadable one for each name."""
    shapes = (PageShape(1, 595.0, 842.0),)
    found = [
        Outcome(f"s{n % 3}/{n}.pdf", f"{n:064x}", agreements=(saying(trick),), shapes=shapes)
        for n, trick in enumerate(tricks)
    ]
    for n, name in enumerate(names):
        found.append(Outcome(f"ägare/{name}", f"a{n:063x}", agreements=(saying(f"Avtal {n}"),), shapes=shapes))
        found.append(Outcome(f"nej/{name}", f"b{n:063x}", rejection=Rejection(name, "kind/letter")))
        found.append(Outcome(f"fel/{name}", f"c{n:063x}", failure=Failure("damaged", "Filen är skadad.")))
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Night]:
    """The outputs of a night on which every document and every name is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "corpus").mkdir()
    return folder / "out", night(outcomes(TRICKS, NAMES), settings_of(folder / "corpus", folder / "out"))


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Night]:
    """The same with names and words that nobody could mind."""
    folder = tmp_path_factory.mktemp("harmless")
    (folder / "corpus").mkdir()
    plain = outcomes([f"{PLAIN} {n}" for n in range(len(TRICKS))], [f"{n}.pdf" for n in range(len(NAMES))])
    return folder / "out", night(plain, settings_of(folder / "corpus", folder / "out"))


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def test_no_cell_of_the_workbook_is_a_formula_or_leads_out(told: tuple[Path, Night]) -> None:
    path = told[0] / "forteckning.xlsx"
    for name, content in parts(path):
        root = ET.fromstring(content)  # well-formed, or Excel repairs it
        assert "external" not in name.replace("externalLinks", "external").replace("_rels", "") or "link" not in name
        assert b"<f>" not in content, name
        assert b"<f " not in content, name
        for link in root.iter("{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"):
            if link.get("TargetMode") == "External":
                way = link.get("Target", "").replace("\\", "/")  # as Excel writes them
                assert re.match(
                    r"\.\./corpus/|rapport/(?:avtal/r[0-9a-f]|[a-z]+\.html$)|[a-z]+\.(?:ics|docx|csv)$", way
                ), way
                assert not re.search(r"\.\./|[\s<>\"]|%5C|%2F", way.removeprefix("../corpus/")), way
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate)
                if isinstance(cell.value, str):
                    assert not unseen(cell.value), (sheet.title, cell.coordinate)
                    assert len(cell.value.encode("utf-16-le")) <= 2 * 32_767
                if cell.comment:
                    assert not unseen(cell.comment.text)


def test_no_cell_of_the_csv_is_a_formula(told: tuple[Path, Night]) -> None:
    text = (told[0] / "forteckning.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 1 + len(TRICKS) + len(NAMES)
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(TRIGGERS), cell
        assert not cell.lstrip().startswith(TRIGGERS), cell
        assert not unseen(cell)


def test_the_json_says_what_the_documents_say(told: tuple[Path, Night]) -> None:
    content = json.loads((told[0] / "forteckning.json").read_bytes())
    assert {row["title"] for row in content["rows"]} >= set(TRICKS)
    assert {one["file"] for one in content["failures"]} == {f"fel/{name}" for name in NAMES}


class Page(HTMLParser):
    """Which elements and attributes a page has, where its links lead, what it says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, str]] = set()
        self.links: list[str] = []
        self.texts: list[str] = []
        self.declared: list[str] = []
        self.scripts = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.elements |= {(tag, name) for name, _ in attrs} | {(tag, "")}
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "xlink:href")]
        self.texts += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.declared.append(data)

    def handle_pi(self, data: str) -> None:
        self.declared.append(data)

    def unknown_decl(self, data: str) -> None:
        self.declared.append(data)


def pages(folder: Path) -> dict[str, Page]:
    report = folder / "rapport"
    return {
        path.relative_to(report).as_posix(): Page(path.read_text(encoding="utf-8")) for path in report.rglob("*.html")
    }


def kinds(found: dict[str, Page]) -> dict[str, set[tuple[str, str]]]:
    """The elements of the pages of each kind."""
    result: dict[str, set[tuple[str, str]]] = {}
    for name, page in found.items():
        result.setdefault(name.partition("/")[0], set()).update(page.elements)
    return result


def test_the_report_has_the_elements_that_it_always_has(told: tuple[Path, Night], harmless: tuple[Path, Night]) -> None:
    hostile, plain = pages(told[0]), pages(harmless[0])
    assert kinds(hostile) == kinds(plain)
    for name, page in hostile.items():
        assert page.scripts <= 1
        assert page.declared == [], name
        assert not unseen("".join(page.texts)), name
        way = "../" if "/" in name else ""
        for link in page.links:
            assert re.match(rf"#|{way}\.\./\.\./corpus/|{way}(?:avtal|sidor)/|{way}[a-z]+\.(?:html|css|js)", link), link
            assert not re.search(r"[\s<>\"\\]|%5C|\.\./", link.removeprefix(way).removeprefix("../../corpus/"))


def test_every_page_of_the_report_forbids_what_it_does_not_need(told: tuple[Path, Night]) -> None:
    for path in (told[0] / "rapport").rglob("*.html"):
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', path.read_text(encoding="utf-8"))
        assert policy
        rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        assert rules["script-src"] == "'self' file:"


def test_only_files_of_the_report_are_written_and_only_there(told: tuple[Path, Night]) -> None:
    names = {path.relative_to(told[0]).as_posix() for path in told[0].parent.rglob("*") if path.is_file()}
    known = r"forteckning\.(?:xlsx|csv|json)|bevakning\.ics|sammanstallning\.docx|work/.*"
    known += r"|rapport/(?:avtal/r[0-9a-f.-]+|[a-z]+)\.(?:html|css|js)"
    assert [name for name in names if not re.fullmatch(known, name)] == []


def test_the_calendar_has_the_events_that_it_always_has(told: tuple[Path, Night], harmless: tuple[Path, Night]) -> None:
    content = (told[0] / "bevakning.ics").read_bytes()
    plain = vobject.readOne((harmless[0] / "bevakning.ics").read_text(encoding="utf-8"))
    calendar = vobject.readOne(content.decode("utf-8"))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    assert shape(calendar) == shape(plain)
    for event in calendar.vevent_list:
        for text in (event.summary.value, event.description.value):
            assert not unseen(text)
            assert not re.search(r"://|(?<!\w)\\\\\w|www\.\w|:\\\\", text), text
        assert "\n" not in event.summary.value


def shape(calendar: Any) -> set[tuple[str, ...]]:
    events = calendar.vevent_list
    alarms = [alarm for event in events for alarm in event.contents.get("valarm", ())]
    assert {alarm.action.value for alarm in alarms} == {"DISPLAY"}
    return {tuple(sorted(one.contents)) for one in (calendar, *events, *alarms)}


def test_the_calendar_reads_its_own_events_back(told: tuple[Path, Night]) -> None:
    content = (told[0] / "bevakning.ics").read_bytes()
    labels = night_labels(told)
    assert calendar_bytes(told[1].published.inventory, labels, content) == content


def night_labels(told: tuple[Path, Night]) -> Any:
    from flows.publishing import labels  # noqa: PLC0415

    return labels(settings_of(told[0].parent / "corpus", told[0]))


def test_the_draft_has_no_link_field_or_part_of_its_own(told: tuple[Path, Night], harmless: tuple[Path, Night]) -> None:
    def seen(folder: Path) -> tuple[set[str], set[str], set[str]]:
        names, elements, instructions = set(), set(), set()
        for name, content in parts(folder / "sammanstallning.docx"):
            names.add(name)
            if name.endswith((".xml", ".rels")):
                root = ET.fromstring(content)
                assert b'TargetMode="External"' not in content
                elements |= {f"{one.tag} {key}" for one in root.iter() for key in ("", *one.attrib)}
                instructions |= {
                    re.sub(r"\d+", "", one.text or "") for one in root.iter() if one.tag.endswith("}instrText")
                }
                assert not unseen("".join(root.itertext())), name
        return names, elements, instructions

    hostile, plain = seen(told[0]), seen(harmless[0])
    assert hostile[0] == plain[0]
    assert hostile[1] - plain[1] <= {f"{WORD}br "}  # a title of several lines
    assert hostile[2] == plain[2]


def test_the_mail_is_one_plain_text_with_its_own_headers(told: tuple[Path, Night]) -> None:
    raw = told[1].mail(settings_of(told[0].parent / "corpus", told[0])).as_bytes()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert set(mail.keys()) == MAIL_HEADERS
    assert mail.get_content_type() == "text/plain"
    assert mail["To"] == "arkiv@kommun.se"
    body = mail.get_content()
    assert not unseen(body.replace("\r\n", "\n"))
    assert not re.search(r"://|(?<!\w)\\\\\w|www\.\w|^(?:Bcc|MAIL FROM):", body, re.MULTILINE)
    assert max(map(len, body.splitlines())) < 2_000


def test_the_terminal_is_told_lines_of_words(told: tuple[Path, Night], harmless: tuple[Path, Night]) -> None:
    assert not unseen(told[1].text)
    assert len(told[1].text.split("\n")) == len(harmless[1].text.split("\n"))


def test_prefect_shows_words_and_nothing_else(told: tuple[Path, Night], harmless: tuple[Path, Night]) -> None:
    def tags(markdown: str) -> set[str]:
        return set(re.findall(r"<(\w+)", MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(markdown)))

    assert tags(told[1].markdown) == tags(harmless[1].markdown) == {"h2", "p", "ul", "li"}


def test_a_title_without_end_costs_no_output(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    settings = settings_of(tmp_path / "corpus", tmp_path / "out")
    found = night(outcomes(LARGE, ()), settings)
    book = openpyxl.load_workbook(tmp_path / "out" / "forteckning.xlsx")
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert max(len(text.encode("utf-16-le")) for text in cells) <= 2 * 32_767
    assert len(found.text) < 20_000
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {
        "forteckning.csv",
        "rapport",
        "sammanstallning.docx",
    }


@pytest.mark.parametrize(
    "trick", ["\x00NUL\x00", "\x1b[31m", "\u202e", "\u200b", "\u2066\u2069", "\U000e0041", "\ufeff"]
)
def test_what_nobody_sees_does_not_reach_a_document(trick: str, tmp_path: Path) -> None:
    """Read from a PDF: the words have no such character, and each quote stands on its page word for word."""
    path = tmp_path / "corpus" / "avtal.pdf"
    path.parent.mkdir()
    pdf(
        path,
        f"Överenskommelse om {trick}samverkan",
        f"Mellan Väster{trick}ås stad och Region Västmanland har följande avtal träffats.",
        f"Avtalet gäller från och med den 1 januari 2{trick}012 till och med den 31 dece{trick}mber 2013.",
        "Syftet med avtalet är att parterna gemensamt ska driva en ungdomsmottagning i centrum av staden.",
    )
    (outcome,) = read_all(settings_of(path.parent, tmp_path / "out"), load(MODELS))
    assert outcome.failure is None
    quotes = [
        one.quote
        for row in outcome.agreements
        for field in ("title", "parties", "valid_from", "valid_to", "subject")
        for one in getattr(row, field).evidence
    ]
    assert quotes
    allowed = ("Co", "Cn")  # a private font's sign may be a bullet, a sign that Python does not know a letter
    assert [q for q in quotes if any(unicodedata.category(c) not in allowed for c in unseen(q))] == []


def test_half_a_letter_and_a_change_of_direction_are_no_part_of_a_word() -> None:
    assert _text([{"text": "a\ud83db"}, {"text": "\x00\u202e"}, {"text": "c\U000e0041\uf0b7"}]) == "abc\uf0b7"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Night]:
    """A real run on PDFs that carry every trick in title, parties, clauses and metadata, under hostile names."""
    folder = tmp_path_factory.mktemp("whole")
    corpus = folder / "corpus" / "<b>ägare\u202e"
    corpus.mkdir(parents=True)
    body = [f"{number} {trick}" for number, trick in enumerate(TRICKS) if trick.isprintable()]
    pdf(
        corpus / "=cmd\"'<img src=x>\u202efdp.pdf",
        "Överenskommelse <script>alert(1)</script> \"'>{{7*7}}\u202e =1+1",
        "Mellan =cmd|' /C calc'!A1 kommun, @SUM(1+1) AB och Region <svg/onload=alert(1)> har följande avtal träffats.",
        "Avtalet gäller från och med den 1 januari 2012 till och med den 31 december 2015. Det förlängs med ett år.",
        "Uppsägningstiden är tre månader. Dnr: =1+1/2014. Diarienummer KS 2014/10.",
        'Syftet med =HYPERLINK("http://evil.example") är <b>samverkan</b> enligt [x](javascript:alert(1)).',
        *body[:30],
    )
    for name in NAMES:
        (corpus / name).write_bytes(b"<html><script>alert(1)</script>")
    (corpus / "länk.pdf").symlink_to("/etc/passwd")
    settings = settings_of(folder / "corpus", folder / "out")
    return folder, night(read_all(settings, load(MODELS)), settings)


def test_a_hostile_pdf_becomes_a_row_of_words(whole: tuple[Path, Night]) -> None:
    folder, told = whole
    (row,) = told.published.inventory.rows
    assert row.agreement.valid_from.value
    assert "<script>" in (row.agreement.title.value or "")
    assert not unseen(row.title)
    listed = [name for name in NAMES if not name.startswith(".") and name.endswith(".pdf")]  # others are passed over
    failures = {one.file.rpartition("/")[2]: one.code for one in told.published.inventory.failures}
    assert len(failures) == len(listed) + 1
    assert failures["länk.pdf"] == NotAFileError.code, "what a link leads to is not looked at"
    for check in (
        test_no_cell_of_the_workbook_is_a_formula_or_leads_out,
        test_the_mail_is_one_plain_text_with_its_own_headers,
    ):
        check((folder / "out", told))
    for page in pages(folder / "out").values():
        assert page.scripts <= 1
        assert not {tag for tag, _ in page.elements} & {"iframe", "object", "embed", "form", "style", "base", "b"}
        assert not any(name.startswith("on") for _, name in page.elements)
    assert {path.name for path in folder.iterdir()} == {"corpus", "out"}
