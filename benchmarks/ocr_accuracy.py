"""Measure what each treatment of a scanned page brings: characters, words, digits, å/ä/ö and CPU seconds.

    python benchmarks/ocr_accuracy.py [--profiles clean fax] [--sheets 4] [--write docs/ocr.md]

Known pages (`sheets.py`) are made into scans of many kinds (`degrade.py`), read with each treatment alone and by the
program itself, and compared (`accuracy.py`). Takes about twenty minutes on one core; with `--write` the table in
docs/ocr.md is replaced. Needs the development libraries and Tesseract with Swedish.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pypdfium2
from accuracy import Score, score
from degrade import PROFILES, Scan, scanned
from PIL import Image
from sheets import Sheet, sheets

from pipeline.domain.document import Page, PageSource, Word
from pipeline.reading import ReadingOptions, images, looks, ocr, treatment
from pipeline.reading.scan import read_scan

OPTIONS = ReadingOptions()
BEGIN, END = "<!-- ocr_accuracy: begin -->", "<!-- ocr_accuracy: end -->"
_MAX_PIXELS = OPTIONS.limits.max_pixels
_SAUVOLA = (("thresholding_method", "2"),)
_NO_INVERSION = (("tessedit_do_invert", "0"),)

Variables = tuple[tuple[str, str], ...]


def _same(picture: Image.Image) -> Image.Image:
    return picture


@dataclass(frozen=True, slots=True)
class Treatment:
    """One way of reading a page: at which resolution, what is done to the picture, what the engine is told."""

    name: str
    own_dpi: bool = True
    """Whether the picture is read at its own resolution, between 200 and 300 dots per inch; else at 300."""
    change: Callable[[Image.Image], Image.Image] = _same
    level: bool = False
    psm: int = 3
    variables: Variables = ()


TREATMENTS = (
    Treatment("300 dpi", own_dpi=False),
    Treatment("own dpi"),
    Treatment("deskewed", level=True),
    Treatment("whitened", change=treatment.whitened),
    Treatment("despeckled", change=treatment.despeckled),
    Treatment("softened", change=treatment.softened),
    Treatment("Sauvola", variables=_SAUVOLA),
    Treatment("psm 4", psm=4),
    Treatment("psm 6", psm=6),
    Treatment("no inversion", variables=_NO_INVERSION),
)
PROGRAM = "the program"
Results = dict[tuple[str, str], Score]


def measure(profiles: Iterable[str], pages: int) -> Results:
    """The score of every treatment, and of the program, on every profile; «turned» is read by the program only."""
    known = list(islice(_chosen(), pages))
    results: Results = {}
    for name in profiles:
        scans = [_scan(sheet, name, index) for index, sheet in enumerate(known)]
        for way in () if name == "turned" else TREATMENTS:
            results[name, way.name] = _sum(_treated(sheet, scan, way) for sheet, scan in scans)
            _tell(name, way.name, results[name, way.name])
        results[name, PROGRAM] = _sum(_by_program(sheet, scan) for sheet, scan in scans)
        _tell(name, PROGRAM, results[name, PROGRAM])
    return results


def _chosen() -> Iterator[Sheet]:
    """The sheets, those that differ most first."""
    every = list(sheets())
    yield from (every[index] for index in (0, 5, 1, 2, 4, 3) if index < len(every))


def _scan(sheet: Sheet, name: str, index: int) -> tuple[Sheet, Scan]:
    profile = PROFILES[name]
    if profile.turn:
        profile = replace(profile, turn=90 * (1 + index % 3))
    return sheet, scanned(sheet.picture, profile, zlib.crc32(f"{sheet.name} {name}".encode()))


def _treated(sheet: Sheet, scan: Scan, way: Treatment) -> Score:
    start = _cpu()
    with pypdfium2.PdfDocument(scan.pdf) as pdf:
        native = images.scanned_dpi(pdf, 1) if way.own_dpi else None
        picture, dpi = images.render(pdf, 1, images.reading_dpi(native, OPTIONS.dpi), _MAX_PIXELS)
    picture, skew = treatment.deskewed(way.change(picture), looks.lie(picture).skew if way.level else 0.0)
    spent = _cpu() - start
    words, seconds = _recognised(picture, dpi, way)
    return score(sheet, words, scan.tilt + skew) + Score(seconds=spent + seconds)


_READ: dict[tuple[str, float, int, Variables], tuple[tuple[Word, ...], float]] = {}


def _recognised(picture: Image.Image, dpi: float, way: Treatment) -> tuple[tuple[Word, ...], float]:
    """The words and the CPU seconds; a picture that a treatment left as it was is not read again."""
    key = (hashlib.sha256(picture.tobytes()).hexdigest(), dpi, way.psm, way.variables)
    if key not in _READ:
        start = _cpu()
        words = ocr.recognise(picture, dpi, OPTIONS, way.psm, way.variables)
        _READ[key] = (words, _cpu() - start)
    return _READ[key]


def _by_program(sheet: Sheet, scan: Scan) -> Score:
    """Boxes are put back where the words are seen, so a box that misses its word counts as an error."""
    start = _cpu()
    with pypdfium2.PdfDocument(scan.pdf) as pdf:
        wanted = images.reading_dpi(images.scanned_dpi(pdf, 1), OPTIONS.dpi)
        found = read_scan(*images.render(pdf, 1, wanted, _MAX_PIXELS), OPTIONS)
    seconds = _cpu() - start
    page = Page(1, found.width, found.height, found.words, PageSource.OCR, "", skew=found.skew)
    words = [Word(word.text, page.as_it_lies(word.box)) for word in found.words]
    return score(sheet, words, scan.tilt) + Score(seconds=seconds)


def _sum(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _tell(profile: str, way: str, found: Score) -> None:
    print(f"{profile:10s} {way:14s} {_figures(found)}  {found.seconds / found.pages:.1f} s", flush=True)


def _figures(found: Score) -> str:
    return (
        f"{100 * found.character_errors / found.characters:.1f} / {100 * found.word_errors / found.words:.1f} / "
        f"{100 * found.digit_errors / found.digits:.1f} / {100 * found.accented_errors / found.accented:.1f}"
    )


def table(results: Results) -> str:
    """The table in Markdown: a row for each treatment, a column for each profile, then the CPU seconds a page."""
    profiles = list(dict.fromkeys(profile for profile, _ in results))
    lines = ["| treatment | " + " | ".join(profiles) + " | CPU s |", "|---" * (len(profiles) + 2) + "|"]
    for way in [*(way.name for way in TREATMENTS), PROGRAM]:
        cells = [_figures(results[p, way]) if (p, way) in results else "" for p in profiles]
        spent = _sum(results[p, way] for p in profiles if (p, way) in results and p != "turned")
        lines.append(f"| {way} | " + " | ".join(cells) + f" | {spent.seconds / max(spent.pages, 1):.1f} |")
    return "\n".join(lines)


def write(path: Path, content: str) -> None:
    """Put the table between its marks."""
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    path.write_text(f"{before}{BEGIN}\n{content}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profiles", nargs="+", choices=PROFILES, default=list(PROFILES))
    parser.add_argument("--sheets", type=int, default=4, help="how many pages of each profile, at most 6")
    parser.add_argument("--write", type=Path, help="the file whose table is replaced")
    given = parser.parse_args()
    content = table(measure(given.profiles, given.sheets))
    print(content)
    if given.write:
        write(given.write, content)


if __name__ == "__main__":
    main()
