"""`make bench`: how fast the program reads, as ratios measured in one run, and how much memory it takes.

    python benchmarks/speed.py [--rounds 2] [--only NAME …]

A ratio above 1 means that the program is faster. Everything that is compared is run in turns, `rounds` times, and the
shortest times are compared: on a shared machine the rest is other people's work. The results are printed and written
to `outputs/bench.json`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import contenders
import material
import nightly
from contenders import CORES, ROOT
from memory import peak_megabytes

from pipeline.reading import images

DOCUMENTS, PAGES, LONG = 10, 4, 100
TEXT_DOCUMENTS, TEXT_PAGES = 40, 10
PLAIN_PAGES = 6
MEMORY = (10, 100, 1000)
NIGHT = (1_000, 10_000)
_MAX_PIXELS = 40_000_000

Contender = Callable[[], float]


@dataclass(frozen=True)
class Bench:
    """The folder of this run's files, Prefect's address and the number of rounds."""

    folder: Path
    address: str
    rounds: int

    def times(self, contenders: Mapping[str, Contender]) -> dict[str, float]:
        """The shortest time of each, in seconds; they take turns."""
        best: dict[str, float] = {}
        for number in range(1, self.rounds + 1):
            for name, contender in contenders.items():
                seconds = contender()
                best[name] = min(seconds, best.get(name, seconds))
                print(f"  round {number}: {name:28} {seconds:7.1f} s", flush=True)
        return best

    def flow(self, corpus: Path, engine: str = "pytesseract", *, own_server: bool = False) -> float:
        """One run of the program with nothing known beforehand."""
        outputs = Path(tempfile.mkdtemp(dir=self.folder))
        if own_server:  # its database is there, as on every night but the first
            shutil.copytree(self.folder / "prefect", outputs / "work" / "prefect")
        seconds = contenders.flow(corpus, outputs, None if own_server else self.address, engine)
        files = {row["file"] for row in json.loads((outputs / "forteckning.json").read_text(encoding="utf-8"))["rows"]}
        if len(files) != len(list(corpus.glob("*.pdf"))):
            raise RuntimeError(f"{len(files)} files have rows")
        return seconds


def scans(bench: Bench) -> dict[str, float]:
    """Forty scanned pages in ten documents."""
    corpus = _corpus(bench.folder / "scans", material.scanned, DOCUMENTS, PAGES)
    files = sorted(corpus.glob("*.pdf"))
    pictures = _pictures(files, bench.folder)
    times = bench.times(
        {
            "bare tesseract (ceiling)": partial(contenders.ceiling, pictures, bench.folder),
            "inventera": partial(bench.flow, corpus),
            "inventera, tesserocr": partial(bench.flow, corpus, "tesserocr"),
            "inventera, temporary server": partial(bench.flow, corpus, own_server=True),
            "OCRmyPDF": partial(contenders.ocrmypdf, files, bench.folder),
        }
    )
    ours, plain = times["inventera"], contenders.plain_pytesseract(pictures[:PLAIN_PAGES])
    print(f"  plain pytesseract, {PLAIN_PAGES} pages: {plain:.1f} s")
    return {
        "ocr_vs_ceiling": times["bare tesseract (ceiling)"] / ours,
        "ocr_with_temporary_server_vs_ceiling": times["bare tesseract (ceiling)"]
        / times["inventera, temporary server"],
        "ocr_tesserocr_vs_ceiling": times["bare tesseract (ceiling)"] / times["inventera, tesserocr"],
        "ocr_vs_ocrmypdf": times["OCRmyPDF"] / ours,
        "ocr_vs_plain_pytesseract": plain / PLAIN_PAGES / (ours / len(pictures)),
        "ocr_pages_per_minute": 60 * len(pictures) / ours,
    }


def long_scan(bench: Bench) -> dict[str, float]:
    """One scan of a hundred pages."""
    corpus = _corpus(bench.folder / "long", material.scanned, 1, LONG)
    pictures = _pictures(sorted(corpus.glob("*.pdf")), bench.folder)
    times = bench.times(
        {
            "bare tesseract (ceiling)": partial(contenders.ceiling, pictures, bench.folder),
            "inventera": partial(bench.flow, corpus),
        }
    )
    return {"ocr_long_scan_vs_ceiling": times["bare tesseract (ceiling)"] / times["inventera"]}


def text(bench: Bench) -> dict[str, float]:
    """Born-digital documents."""
    corpus = _corpus(bench.folder / "text", material.born_digital, TEXT_DOCUMENTS, TEXT_PAGES)
    times = bench.times(
        {
            "bare pdfplumber": partial(contenders.bare_pdfplumber, sorted(corpus.glob("*.pdf"))),
            "inventera": partial(bench.flow, corpus),
        }
    )
    ours = times["inventera"]
    return {
        "text_vs_pdfplumber": times["bare pdfplumber"] / ours,
        "text_pages_per_second": TEXT_DOCUMENTS * TEXT_PAGES / ours,
    }


def memory(bench: Bench) -> dict[str, float]:
    """One file of ten, a hundred, a thousand pages, every other one a scan with a few lines."""
    result = {}
    for pages in MEMORY:
        corpus = _corpus(bench.folder / f"memory-{pages}", material.mixed, 1, pages)
        outputs = Path(tempfile.mkdtemp(dir=bench.folder))
        environment = contenders.environment(bench.address)
        peak = peak_megabytes(contenders.command(corpus, outputs), ROOT, environment)
        print(f"  {pages:5} pages: {peak:.0f} MB", flush=True)
        result[f"peak_mb_{pages}_pages"] = peak
    return result


def night(bench: Bench) -> dict[str, float]:
    """A first run over 1,000 and 10,000 small documents, and the run after it; with the temporary server."""
    first, unchanged, peak = {}, {}, 0.0
    for documents in NIGHT:
        corpus, outputs = bench.folder / f"night-{documents}", bench.folder / f"night-{documents}-outputs"
        nightly.corpus(corpus, documents)
        command, environment = contenders.command(corpus, outputs), contenders.environment(None)
        for seconds in (first, unchanged):
            start = time.perf_counter()
            peak = max(peak, peak_megabytes(command, ROOT, environment))
            seconds[documents] = time.perf_counter() - start
        print(f"  {documents:5} documents: {first[documents]:.0f} s, then {unchanged[documents]:.1f} s", flush=True)
    few, many = NIGHT
    return {
        "night_first_s_per_document": first[many] / many,
        "night_first_ratio": (first[many] / many) / (first[few] / few),
        "night_unchanged_s_10000": unchanged[many],
        "night_unchanged_ratio": (unchanged[many] / many) / (unchanged[few] / few),
        "peak_mb_10000_documents": peak,
    }


MEASUREMENTS = {"scans": scans, "long": long_scan, "text": text, "memory": memory, "night": night}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", nargs="*", choices=MEASUREMENTS, default=list(MEASUREMENTS))
    chosen = parser.parse_args()
    path = ROOT / "outputs" / "bench.json"
    results = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    with tempfile.TemporaryDirectory(prefix="inventera-bench-") as name:
        folder = Path(name)
        with contenders.prefect_server(folder / "prefect") as address:
            for measurement in chosen.only:
                print(f"{measurement}: {MEASUREMENTS[measurement].__doc__}", flush=True)
                results |= MEASUREMENTS[measurement](Bench(folder, address, chosen.rounds))
    results = {name: round(value, 3) for name, value in results.items()} | {"cores": CORES}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    for name, value in results.items():
        print(f"{name:40} {value:9.2f}")


def _corpus(folder: Path, make: Callable[[int, int], bytes], documents: int, pages: int) -> Path:
    folder.mkdir()
    for number in range(documents):
        (folder / f"{number:03}.pdf").write_bytes(make(pages, 1000 + number))
    return folder


def _pictures(files: Sequence[Path], folder: Path) -> list[Path]:
    """The pages as the program itself renders them, for those who read pictures."""
    import pypdfium2  # noqa: PLC0415

    found = []
    for file in files:
        with pypdfium2.PdfDocument(file) as pdf:
            for number in range(1, len(pdf) + 1):
                path = folder / f"{file.parent.name}-{file.stem}-{number}.pgm"
                images.render(pdf, number, material.SCAN_DPI, _MAX_PIXELS)[0].save(path)
                found.append(path)
    return found


if __name__ == "__main__":
    main()
