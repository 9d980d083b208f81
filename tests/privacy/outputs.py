"""All that a run has published, as texts that can be searched: what stands in archives and behind escapes, too."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

_TAGS = re.compile(r"</(?:t|si|row|c|p|w:p|td|th|li|h\d|title|dd|dt)>")
_MARKUP = re.compile(r"<[^>]*>")


def texts(folder: Path, leave_out: tuple[str, ...] = ("work",)) -> Iterator[tuple[str, str]]:
    """Name and text of every file below a folder; of an archive those of its parts."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name.split("/")[0] not in leave_out and path.suffix != ".png":
            yield from text_of(name, path.read_bytes())


def text_of(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    if name.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                yield from text_of(f"{name}/{part}", archive.read(part))
        return
    text = content.decode("utf-8", errors="replace")
    if name.endswith((".html", ".xml", ".rels")):
        text = text.replace("<w:noBreakHyphen/>", "-").replace("<w:br/>", "\n")
        yield f"{name} (markup)", html.unescape(text)
        text = html.unescape(_MARKUP.sub("", _TAGS.sub("\n", text)))
    elif name.endswith(".ics"):
        text = text.replace("\r\n ", "").replace("\\n", "\n")
    elif name.endswith(".json"):
        text = "\n".join(strings(json.loads(text)))
    yield name, text


def strings(content: object, key: str = "") -> Iterator[str]:
    """Every text of a JSON file but the names of files."""
    if isinstance(content, dict):
        for name, value in content.items():
            yield from strings(value, name)
            yield name
    elif isinstance(content, list):
        for value in content:
            yield from strings(value, key)
    elif isinstance(content, str) and key != "file":
        yield content
