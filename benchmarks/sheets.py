"""The pages that OCR is measured on: three drawn here, full of figures, and three of the example corpus.

Their words are known from the text layer, cell by cell, as the program itself reads it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BalancedColumns, Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from pipeline.domain.document import BBox, Word
from pipeline.layout.lines import printed_lines
from pipeline.reading import read

EXAMPLES = Path(__file__).resolve().parents[1] / "corpus" / "exempel" / "vasteras"
_BORROWED = ("05-*.pdf", "11-*.pdf", "17-*.pdf")
_DPI = 300


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of words that are read together: a line of prose or of a table's cell."""

    text: str
    box: BBox


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its clean picture at 300 dpi, and its words."""

    name: str
    picture: Image.Image
    cells: tuple[Cell, ...]
    width: float
    height: float
    """In points."""


def sheets() -> Iterator[Sheet]:
    """All of them; those of the example corpus only where it has not been deleted."""
    with tempfile.TemporaryDirectory() as folder:
        for name, story in (("letter", _letter()), ("table", _table()), ("columns", _columns())):
            path = Path(folder) / f"{name}.pdf"
            SimpleDocTemplate(str(path), pagesize=A4, leftMargin=62, rightMargin=62, topMargin=48, title=name).build(
                story
            )
            yield _sheet(path)
    for pattern in _BORROWED:
        for path in sorted(EXAMPLES.glob(pattern)):
            yield _sheet(path)


def _sheet(path: Path) -> Sheet:
    page = read(path, path.name).pages[0]
    cells = tuple(
        Cell(" ".join(word.text for word in words), _around([word.box for word in words]))
        for line in printed_lines(page)
        for cell in line.cells
        for words in _rows(cell)
    )
    with pypdfium2.PdfDocument(path) as pdf:
        picture = pdf[0].render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
    return Sheet(path.stem, picture, cells, page.width, page.height)


def _rows(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The lines that a cell is set on: a new one begins where a word does not stand to the right of the last."""
    row: list[Word] = []
    for word in words:
        if row and word.box.x0 < row[-1].box.x0:
            yield row
            row = []
        row.append(word)
    yield row


def _around(boxes: list[BBox]) -> BBox:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole


# --- the pages drawn here ---------------------------------------------------------------------


def _style(font: str = "Times-Roman", size: float = 11, **more: float) -> ParagraphStyle:
    return ParagraphStyle("", fontName=font, fontSize=size, leading=1.28 * size, spaceAfter=0.55 * size, **more)


def _plain_table(rows: list[list[str]], widths: list[float], font: str, size: float, *, ruled: bool) -> Table:
    look = [("FONT", (0, 0), (-1, -1), font, size), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    if ruled:
        look.append(("GRID", (0, 0), (-1, -1), 0.6, black))
    return Table(rows, widths, style=TableStyle(look))


def _letter() -> list[Flowable]:
    """A letterhead, running text with many dates, numbered clauses, signatures."""
    text, heading = _style(), _style("Times-Bold", 12)
    head = [
        ["EKBY KOMMUN", "Datum", "Diarienummer"],
        ["Socialförvaltningen", "2014-02-13", "SN 2013/0487-731"],
        ["Handläggare: Åsa Öhrn", "Sida 1 (3)", "Org.nr 212000-2080"],
    ]
    signed = [
        ["Ekby 2014-02-11", "Åsmyra den 13 februari 2014"],
        ["För Ekby kommun", "För Region Åsmyra, org.nr 232100-0131"],
        ["Örjan Häggström, ordförande", "Märta Ängqvist, regiondirektör"],
    ]
    return [
        _plain_table(head, [200, 120, 150], "Helvetica", 9, ruled=False),
        Spacer(0, 18),
        Paragraph("Överenskommelse om samverkan kring barn och unga i åldern 6-17 år", _style("Times-Bold", 16)),
        Paragraph("1. Parter", heading),
        Paragraph(
            "Mellan Ekby kommun, org.nr 212000-2080, och Region Åsmyra, org.nr 232100-0131, har träffats följande "
            "överenskommelse. Den ersätter avtalet av den 3 juni 2009, dnr SN 2009/112, med ändringar 2011-10-01 och "
            "2012-12-18.",
            text,
        ),
        Paragraph("2. Avtalstid", heading),
        Paragraph(
            "2.1 Överenskommelsen gäller från och med 2014-03-01 till och med 2017-02-28. Sägs den inte upp senast "
            "2016-08-31, det vill säga sex (6) månader före avtalstidens utgång, förlängs den med 12 månader i taget, "
            "dock längst t.o.m. 2019-02-28.",
            text,
        ),
        Paragraph(
            "2.2 Uppsägning ska vara skriftlig. Uppsägningstiden för bilaga 3 är 90 dagar. Nya priser gäller från "
            "1/1 2015, 1/7 2015 och 1/1 2016 enligt 4 kap. 2 § och beslutet 2013-11-20, § 187.",
            text,
        ),
        Paragraph("3. Ekonomi", heading),
        Paragraph(
            "3.1 Kommunen svarar för 60 % och regionen för 40 % av kostnaden, 1 845 000 kr för år 2014 och högst "
            "1 920 500 kr för år 2015. Fakturan ställs till kundnummer 70385 och betalas inom 30 dagar, första "
            "gången 2014-04-30.",
            text,
        ),
        Paragraph(
            "3.2 Ersättningen räknas upp med 2,4 % per år. Avstämning sker den 15 maj och den 15 oktober varje år.",
            text,
        ),
        Paragraph("4. Uppföljning", heading),
        Paragraph(
            "Parterna träffas fyra gånger 2014 (3/3, 2/6, 8/9, 1/12) och följer upp målen i bilaga 1. Målgruppen "
            "beräknas till 250 barn, varav 85 i åldern 6-9 år, 97 i åldern 10-12 år och 68 i åldern 13-17 år. "
            "Åtgärder för föräldrar och närstående beskrivs i ärende SN 2013/0391.",
            text,
        ),
        Spacer(0, 24),
        _plain_table(signed, [235, 235], "Times-Roman", 11, ruled=False),
    ]


def _table() -> list[Flowable]:
    """A ruled table of agreements with their numbers and dates."""
    rows = [["Nr", "Avtal", "Dnr", "Gäller från", "Gäller till", "Belopp, kr"]]
    subjects = ("Ungdomsmottagning", "Familjerådgivning", "Vård av äldre", "Mödrahälsa", "Sår- och fotvård")
    for number in range(1, 25):
        start, end = 2005 + number * 7 % 11, 2011 + number * 5 % 13
        rows.append(
            [
                str(number),
                f"{subjects[number % 5]} {number * 37 % 90 + 10}",
                f"KS {start}/{number * 379 % 1000:04d}",
                f"{start}-{number * 5 % 12 + 1:02d}-{number * 11 % 28 + 1:02d}",
                f"{end}-{number * 7 % 12 + 1:02d}-{number * 13 % 28 + 1:02d}",
                f"{number * 41 % 90 + 10} {number * 173 % 1000:03d}",
            ]
        )
    return [
        Paragraph("Förteckning över nämndens avtal per 2015-12-31", _style("Helvetica-Bold", 14)),
        Paragraph("Reviderad 2016-01-27 av Björn Åkesson, tfn 0123-456 78, dnr KS 2015/0963.", _style("Helvetica", 10)),
        Spacer(0, 8),
        _plain_table(rows, [28, 142, 82, 74, 74, 70], "Helvetica", 10, ruled=True),
        Spacer(0, 12),
        Paragraph("* Avtal 7 och 19 sades upp 2014-06-30 och upphörde 2014-12-31.", _style("Helvetica", 9)),
    ]


def _columns() -> list[Flowable]:
    """Two newspaper columns in small print."""
    text = _style(size=9.5, alignment=TA_JUSTIFY)
    clauses = [
        f"§ {number} Vårdgivaren ska från och med {2010 + number}-{number % 12 + 1:02d}-01 erbjuda högst "
        f"{number * 17 % 80 + 12} platser för äldre, och får för varje plats {number * 613 % 900 + 100} kr per dygn. "
        f"Ändras behovet med mer än {number + 5} procent ska parterna mötas inom {number * 3 + 10} dagar. Åtagandet "
        "omfattar även anhöriga, närstående och övriga som berörs av åtgärderna enligt socialtjänstlagen."
        for number in range(1, 13)
    ]
    return [
        Paragraph("Allmänna villkor 2010-2023, bilaga 2 till avtal 2010/0458", _style("Times-Bold", 14)),
        BalancedColumns([Paragraph(clause, text) for clause in clauses], nCols=2, innerPadding=18),
    ]
