"""All that the program does with a corpus, without Prefect and in this process: read, publish, tell; then once more,
with what people may leave lying beside the documents."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import openpyxl

from flows.mail import message
from flows.publishing import labels, messages, publish_all
from flows.summary import Summary, as_markdown, as_text, load_inventory, summarise
from flows.survey import survey
from flows.trace import trace
from pipeline.domain.agreement import Outcome
from pipeline.lexicon import Lexicon, load
from pipeline.publish import Published
from pipeline.run import process
from pipeline.sections import Mail
from pipeline.settings import Settings

MODELS = Path(__file__).resolve().parents[2] / "models"
DAY = date(2014, 12, 9)
NOW = datetime(2014, 12, 9, 2, tzinfo=UTC)
MAIL = Mail(to="arkiv@kommun.se", sender="inventera@kommun.se", host="smtp.kommun.se")

DIARY = (
    "Diarienummer;Ärendemening;Motpart;Undertecknat;Giltig från;Giltig till\r\n"
    "KS 2014/10;Avtal om samverkan;Region Västmanland;2014-03-01;1 maj 2014;=1+1\r\n"
    "SN-2015-7;Krami (Krami);;;14-maj;maj-14\r\n"
)
SURVEY = "Runda;Område;Aktör;Svar\r\n2014;Missbruksvården;Polis;NEJ\r\n=1+1;Snö;@x;JA\r\n"


@dataclass(frozen=True, slots=True)
class Night:
    """What a night came to, as it is told in every place."""

    published: Published
    summary: Summary

    @property
    def text(self) -> str:
        """What the terminal shows."""
        return as_text(self.summary)

    @property
    def markdown(self) -> str:
        """What Prefect's pages show."""
        return as_markdown(self.summary)

    def mail(self, settings: Settings) -> EmailMessage:
        """What is sent."""
        return message(self.summary, self.published, labels(settings), MAIL, NOW)


def settings_of(corpus: Path, outputs: Path) -> Settings:
    """The settings of these folders, whatever the machine has set."""
    return Settings(corpus=corpus, outputs=outputs, models=MODELS)


def read_all(settings: Settings, lexicon: Lexicon) -> list[Outcome]:
    """Every document of the corpus."""
    return [process(source.path, source.file, settings, lexicon) for source in survey(settings.corpus)]


def night(outcomes: list[Outcome], settings: Settings, day: date = DAY) -> Night:
    """Publish and tell."""
    before = load_inventory(settings.outputs / "forteckning.json")
    published = publish_all(outcomes, day, settings, before)
    after = json.loads((settings.outputs / "forteckning.json").read_bytes())
    told = tuple(messages(published))
    return Night(published, summarise(before, after, (), settings.outputs / "forteckning.xlsx", told))


def do_everything(corpus: Path, outputs: Path) -> None:
    """Two nights and a day between them; nothing of it may raise."""
    settings, lexicon = settings_of(corpus, outputs), load(MODELS)
    outcomes = read_all(settings, lexicon)
    night(outcomes, settings)
    _work(settings)
    again = night(outcomes, settings, date(2024, 12, 9))
    again.mail(settings)
    assert again.text
    assert again.markdown
    for source in survey(corpus):
        list(trace(source.path, settings, mentions=True))


def _work(settings: Settings) -> None:
    """What people do by day: they correct, note, and lay a diary and their answers beside the documents."""
    path = settings.outputs / "forteckning.xlsx"
    book = openpyxl.load_workbook(path)
    sheet, says = book[labels(settings).workbook.flat], labels(settings).columns
    heads = [cell.value for cell in sheet[1]]
    renewal = labels(settings).renewal.automatic_limited.format(period="ett år", times="tre gånger")
    typed = {
        "renewal": renewal, "notice_period": "tre månader", "valid_from": "den 3 mars 2014", "parties": "A; B\nC",
        "registry_number": "KS 2014/10", "pages": "1-2", "note": "=1+1", "valid_to": "31/12 2015",
    }  # fmt: skip
    for key, text in typed.items():
        sheet.cell(2, heads.index(says[key]) + 1).value = text
    book.save(path)
    (settings.corpus / "diarium.csv").write_text(DIARY, encoding="utf-8")
    (settings.corpus / "oppna_jamforelser.csv").write_text(SURVEY, encoding="utf-8")
