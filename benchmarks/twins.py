"""How much a document loses by being scanned: born-digital files with labels, and their twins as office scans.

    python benchmarks/twins.py FOLDER [--profile gra200] [--as-of 2026-11-21]

FOLDER holds PDFs and `gold.jsonl`. Every born-digital file is printed and scanned (`corpus/exempel/kallor/scan.py`),
both corpora are read and scored, and the difference is printed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "corpus" / "exempel" / "kallor"))

from scan import PROFILES, scan  # noqa: E402  # it lies beside the example's texts


def main() -> None:
    """Make both corpora, read them, score them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--profile", choices=PROFILES, default="gra200")
    parser.add_argument("--as-of", default="2026-11-21")
    chosen = parser.parse_args()
    labels = [json.loads(line) for line in (chosen.folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    born_digital = [label for label in labels if not label.get("scan")]
    with tempfile.TemporaryDirectory(prefix="inventera-twins-") as name:
        for kind in ("digital", "scanned"):
            folder = Path(name) / kind
            folder.mkdir()
            for label in born_digital:
                content = (chosen.folder / label["file"]).read_bytes()
                if kind == "scanned":
                    content = scan(content, label["file"], {"profile": chosen.profile})
                (folder / label["file"]).write_bytes(content)
            lines = (json.dumps(label, ensure_ascii=False) + "\n" for label in born_digital)
            (folder / "gold.jsonl").write_text("".join(lines), encoding="utf-8")
            print(f"{kind}: {len(born_digital)} files", flush=True)
            command = [sys.executable, "-m", "flows.cli", "evaluate", str(folder), "--as-of", chosen.as_of, "--errors"]
            subprocess.run([*command, "--outputs", str(Path(name) / f"out-{kind}")], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
