"""What the program is measured against, and the program itself: each reads some pages and tells how long it took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pdfplumber

ROOT = Path(__file__).resolve().parents[1]
CORES = os.cpu_count() or 1
_PORT = 4299
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}


def ceiling(pictures: Sequence[Path], folder: Path) -> float:
    """Seconds that bare Tesseract takes: one process a core, one thread each, a list of files for each process."""
    lists = []
    for core in range(CORES):
        path = folder / f"list-{core}.txt"
        path.write_text("".join(f"{picture}\n" for picture in pictures[core::CORES]), encoding="utf-8")
        lists.append(path)
    start = time.perf_counter()
    running = [
        subprocess.Popen(
            ["tesseract", path, path.with_suffix(""), "-l", "swe", "--psm", "3", "tsv"],
            env=os.environ | _ONE_THREAD,
            stderr=subprocess.DEVNULL,
        )
        for path in lists
    ]
    for process in running:
        if process.wait():
            raise RuntimeError("tesseract failed")
    return time.perf_counter() - start


def plain_pytesseract(pictures: Sequence[Path]) -> float:
    """Seconds that pytesseract takes page by page with its defaults, as most scripts use it."""
    with_threads = {name: value for name, value in os.environ.items() if name != "OMP_THREAD_LIMIT"}
    script = (
        "import sys, pytesseract; from PIL import Image\n"
        "for path in sys.argv[1:]: pytesseract.image_to_data(Image.open(path), lang='swe')"
    )
    return _seconds([sys.executable, "-c", script, *map(str, pictures)], with_threads)


def ocrmypdf(files: Sequence[Path], folder: Path) -> float:
    """Seconds that OCRmyPDF takes for the same files, with as many jobs as there are cores."""
    start = time.perf_counter()
    for file in files:
        command = [sys.executable, "-m", "ocrmypdf", "--quiet", "--language", "swe", "--output-type", "pdf"]
        _seconds([*command, "--jobs", str(CORES), str(file), str(folder / file.name)], os.environ | _ONE_THREAD)
    return time.perf_counter() - start


def bare_pdfplumber(files: Sequence[Path]) -> float:
    """Seconds that `extract_words` takes for all pages, the files shared out among one process a core."""
    start = time.perf_counter()
    with ProcessPoolExecutor(CORES) as pool:
        list(pool.map(_words, files))
    return time.perf_counter() - start


def flow(corpus: Path, outputs: Path, address: str | None, engine: str = "pytesseract") -> float:
    """Seconds that one whole `inventera run` takes, from the command to the finished workbook.

    `address` is that of a Prefect server which runs already, as it does at night; None: with its temporary server.
    """
    return _seconds(command(corpus, outputs), environment(address, engine))


def environment(address: str | None, engine: str = "pytesseract") -> dict[str, str]:
    """The program's variables: nothing of the user's own, the engine, and Prefect's address where there is one."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "INVENTERA_"))}
    told = {"PREFECT_API_URL": f"{address}/api"} if address else {}
    return plain | told | {"INVENTERA_OCR__ENGINE": engine}


def command(corpus: Path, outputs: Path) -> list[str]:
    """The program's command line."""
    return [sys.executable, "-m", "flows.cli", "run", "--corpus", str(corpus), "--outputs", str(outputs)]


@contextmanager
def prefect_server(home: Path) -> Iterator[str]:
    """The address of a Prefect server that lives as long as the block, as `inventera serve` has one."""
    address = f"http://127.0.0.1:{_PORT}"
    variables = os.environ | {"PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    server = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(_PORT)],
        env=variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(240):
            try:
                if httpx.get(f"{address}/api/health", timeout=5, trust_env=False).is_success:
                    break
            except httpx.HTTPError:
                time.sleep(0.5)
        else:
            raise RuntimeError("Prefect's server does not answer")
        time.sleep(5)  # its services have begun
        yield address
    finally:
        server.terminate()
        server.wait()


def _words(file: Path) -> int:
    count = 0
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            count += len(page.extract_words())
            page.close()
    return count


def _seconds(arguments: Sequence[str], variables: dict[str, str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(arguments, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return time.perf_counter() - start
