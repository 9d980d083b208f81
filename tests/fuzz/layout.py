"""Pages of words with boxes -> texts: no printed word is lost, none is invented, and each keeps its place.

The bytes are a list of commands, five bytes each, that set words as a typesetter would: a line, a block of lines, a row
of a table, a word anywhere, a new page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.domain.document import BBox, Document, Page, PageSource, Word
from pipeline.domain.text import Region, Text
from pipeline.layout import compose
from tests.layout.builders import HEIGHT, WIDTH, Line, lexicon
from tests.layout.covering import clauses_cover

_COMMAND = 5
_MOST_WORDS = 160
_SIZES = (11.0, 10.0, 18.0, 5.0, 7.5, 0.0, 40.0, 11.5)
_SOURCES = (PageSource.TEXT_LAYER, PageSource.OCR, PageSource.SCAN_LAYER)
_HYPHENS = "-\u00ad\u2010"
_WORDS = (
    "Överenskommelse mellan Ekby kommun och Region Västmanland 1 § Syfte . , : ; 1. 2.1 a) • – - ( ) | vård- sam\u00ad "
    "omsorg\u2010 2014-02- 13 gäller från den första mars 2014 tills vidare. Bilaga Sida 1(3) 2(3) 1 (1) 3 av 5 INKOM "
    "AVTAL Mellan nedan kallad träffas följande avtal Underskrifter Protokoll Tjänsteskrivelse Verifikat Scrive "
    "Transaktion Dnr KS 2014/10 Innehåll ..... 4 och/eller ~ < > _ \ufb01 å ä ö Å A\u030a x 212000-0142 ☐ ✓ …"
)
VOCABULARY = tuple(_WORDS.split(" "))


def layout(data: bytes) -> None:
    """Compose a document from the commands and check each text."""
    document = Document("a.pdf", "0" * 64, tuple(_pages(data)))
    texts = compose(document, lexicon())
    for text in texts:
        _anchors_cover(text)
        _lines_cover(text)
    _keeps_words(document, texts)
    ends = [(0, 0), *(text.pages for text in texts)]
    assert all(one[1] < other[0] <= other[1] for one, other in pairwise(ends)), ends


def _pages(data: bytes) -> Iterator[Page]:
    """Pages one after the other; of their words there are enough once there are so many."""
    words: list[Word] = []
    number, count, source, across = 1, 0, PageSource.TEXT_LAYER, False
    for at in range(0, len(data) - _COMMAND + 1, _COMMAND):
        command, *rest = data[at : at + _COMMAND]
        if command % 8 == 7:
            yield _page(number, words, source, across=across)
            words, number = [], number + 1
            source, across = _SOURCES[rest[0] % 3], rest[1] % 16 == 1
            continue
        for one in _lines(command, rest) if count < _MOST_WORDS else ():
            words += one
            count += len(one)
    yield _page(number, words, source, across=across)


def _page(number: int, words: Sequence[Word], source: PageSource, *, across: bool) -> Page:
    aslant = tuple(words[:1]) if across else ()
    return Page(number, WIDTH, HEIGHT, tuple(words[len(aslant) :]), source, "test", across=aslant)


def _lines(command: int, rest: Sequence[int]) -> Iterator[Line]:
    """The lines of one command: where they begin, the first word, how many and how large the words are."""
    x, y, first, shape = rest
    size, bold = _SIZES[shape % 8], bool(command & 8)
    left, top = 2.3 * x, 3.3 * y
    match command % 8:
        case 0 | 1:
            yield _line(left, top, first, 1 + shape // 16, size, bold=bold)
        case 2 | 3:
            for number in range(2 + shape // 8):
                yield _line(left, top + 1.25 * size * number, first + 3 * number, 4 + number % 3, size, bold=bold)
        case 4 | 5:
            for column in range(2 + shape // 64):
                yield _line(left + 25.0 * (1 + command // 32) * column, top, first + column, 1 + shape // 8 % 2, size)
        case _:
            wide, high = 4.0 * (shape // 8), size
            box = _inside(BBox(left, top, left + wide, top + high))
            yield (Word(_word(first), box, confidence=first / 255, size=0.0 if command & 16 else size),)


def _line(left: float, top: float, first: int, count: int, size: float, *, bold: bool = False) -> Line:
    words: list[Word] = []
    for number in range(count):
        text = _word(first + number)
        right = left + 0.5 * size * len(text)
        box = _inside(BBox(left, top, right, top + size))
        words.append(Word(text, box, confidence=1.0 - number / 10, size=size, bold=bold))
        left = right + 0.28 * size
    return tuple(words)


def _word(index: int) -> str:
    return VOCABULARY[index % len(VOCABULARY)]


def _inside(box: BBox) -> BBox:
    return BBox(min(box.x0, WIDTH), min(box.top, HEIGHT), min(box.x1, WIDTH), min(box.bottom, HEIGHT))


def _anchors_cover(text: Text) -> None:
    """Each character of a word lies in one anchor, which holds the word as printed or its first half."""
    end = 0
    for anchor in text.anchors:
        assert not text.content[end : anchor.start].strip(" \t\n"), text.content[end : anchor.start]
        assert end <= anchor.start < anchor.end
        written = text.content[anchor.start : anchor.end]
        assert anchor.printed.removeprefix(written) in ("", *_HYPHENS), (anchor.printed, written)
        assert anchor.page in range(text.pages[0], text.pages[1] + 1)
        end = anchor.end
    assert not text.content[end:].strip(" \t\n")
    for place in text.locate(0, len(text.content)):
        assert place.quote
        assert all(_is_inside(box) for box in place.boxes)


def _lines_cover(text: Text) -> None:
    assert 0 <= text.margin_start <= text.verification_start <= len(text.content)
    clauses_cover(text)
    end = 0
    for line in text.lines:
        assert end <= line.start <= line.end
        assert _is_inside(line.box)
        assert (line.region in (Region.MARGIN, Region.VERIFICATION)) == (line.start >= text.margin_start)
        end = line.end


def _is_inside(box: BBox) -> bool:
    return 0 <= box.x0 <= box.x1 <= WIDTH and 0 <= box.top <= box.bottom <= HEIGHT


def _keeps_words(document: Document, texts: Sequence[Text]) -> None:
    """What was printed by a text layer is all there, once; of a scan nothing but specks is left out.

    A page without words is no part of a text, whatever stands aslant on it.
    """
    kept = Counter((a.page, a.box, a.printed) for text in texts for a in text.anchors)
    read = [page for page in document.pages if page.words]
    printed = Counter((page.number, w.box, w.text) for page in read for w in (*page.words, *page.across))
    assert kept <= printed, kept - printed
    scanned = {page.number for page in read if page.source.is_ocr}
    lost = [(page, box, text) for page, box, text in printed - kept if page not in scanned and text.strip(_HYPHENS)]
    assert not lost, lost
