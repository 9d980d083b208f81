"""Raw OCR results, kept: they cost seconds a picture and depend on it and the engine, not on our code or on file names.

    outputs/work/ocr/ab/ab12….tsv.gz

A result's name is made of the picture's pixels and of everything that the engine was told, so it is found again
though the file was renamed, moved, stamped on another page or bound together with others. Several processes may use
the folder at once; all of it may be deleted at any time, which costs only time.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
import zlib
from dataclasses import asdict
from pathlib import Path

from PIL import Image

from pipeline.reading.engine import Task
from pipeline.rights import make_folder

_QUICK = 1


def name_of(picture: Image.Image, task: Task, engine: str) -> str:
    """The result's name, 64 hexadecimal digits; `engine` holds name and version."""
    told = {"mode": picture.mode, "size": picture.size, "engine": engine, **asdict(task)}
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
    digest.update(picture.tobytes())
    return digest.hexdigest()


def load(folder: Path, name: str) -> str | None:
    """The kept result, or None; a file that is not whole counts as none."""
    try:
        return gzip.decompress(_path(folder, name).read_bytes()).decode("utf-8") or None
    except (OSError, EOFError, ValueError, zlib.error):
        return None


def save(folder: Path, name: str, result: str) -> None:
    """Writes to a temporary name and renames, so that no reader meets half a file."""
    path = _path(folder, name)
    make_folder(path.parent)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(gzip.compress(result.encode("utf-8"), _QUICK, mtime=0))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}.tsv.gz"
