"""Raw OCR results, kept: they cost seconds a page and depend on the file and the engine, not on our code."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from pipeline.domain.document import BBox, Word


@dataclass(frozen=True, slots=True)
class OcrKey:
    """All that a raw OCR result depends on."""

    sha256: str
    page: int
    engine: str
    """Name and version."""
    language: str
    dpi: int
    psm: int
    preprocessing: str

    @property
    def name(self) -> str:
        """A file name of its own for each key: 64 hexadecimal digits."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What OCR read on one page. Sizes and boxes in points of the upright page; `turn` in degrees clockwise."""

    width: float
    height: float
    turn: int
    words: tuple[Word, ...]


class OcrCache(Protocol):
    """Where OCR results are looked up and put."""

    def load(self, key: OcrKey) -> OcrPage | None:
        """The kept result, or None."""

    def save(self, key: OcrKey, page: OcrPage) -> None:
        """Keeps a result."""


@dataclass(frozen=True, slots=True)
class FolderOcrCache:
    """One JSON file for each page: `<folder>/<xx>/<key>.json`. Several processes may use it at once."""

    folder: Path

    def load(self, key: OcrKey) -> OcrPage | None:
        """The kept result, or None; a file that is not whole counts as none."""
        try:
            data = json.loads(self._path(key).read_text(encoding="utf-8"))
            words = tuple(Word(text, BBox(*box), confidence, size) for text, box, confidence, size in data["words"])
            return OcrPage(float(data["width"]), float(data["height"]), int(data["turn"]), words)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, key: OcrKey, page: OcrPage) -> None:
        """Writes to a temporary name and renames, so that no reader meets half a file."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        words = [(w.text, (w.box.x0, w.box.top, w.box.x1, w.box.bottom), w.confidence, w.size) for w in page.words]
        data = {"key": asdict(key), "width": page.width, "height": page.height, "turn": page.turn, "words": words}
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(data, stream, ensure_ascii=False)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _path(self, key: OcrKey) -> Path:
        return self.folder / key.name[:2] / f"{key.name}.json"
