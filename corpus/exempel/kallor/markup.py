r"""Read a source text: TOML front matter between two lines «+++», then a body in a small markup.

The body knows these marks; everything else is a paragraph, whose lines are joined:

    # Title    ## Heading    ### Smaller heading    ^ small print
    - bullet   1. numbered item (or «a)», «3.1»), one a line; an indented line continues it
    ---        a rule             ===  new page          !space 12   vertical space in points
    ::: name arguments … :::      a block: letterhead, grid, lines, plain, sign, columns, right, center

Inside text **bold**, *italic*, «\\» at the end of a line for a line break and «\-» for a soft hyphen.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ITEM = re.compile(r"(-|\d{1,2}[.)]|\d{1,2}\.\d{1,2}|[a-z]\))\s+(\S.*)")
BREAK = "\\\\"
HEADINGS = {"# ": "title", "## ": "h2", "### ": "h3", "^ ": "small"}


@dataclass(frozen=True)
class Block:
    """One piece of the body: `text` for paragraphs, `mark` for items, `lines` and `inner` for ::: blocks."""

    name: str
    text: str = ""
    mark: str = ""
    args: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    inner: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Source:
    """A document as written: its name, front matter and body."""

    name: str
    meta: dict[str, Any]
    blocks: tuple[Block, ...]


def load(path: Path) -> Source:
    """Read one source file."""
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Source(path.stem, tomllib.loads(front), tuple(parse(body.splitlines())))


def parse(lines: list[str]) -> Iterator[Block]:
    """Split the lines of a body, or of a block, into blocks."""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        prefix = next((mark for mark in HEADINGS if line.startswith(mark)), None)
        if not line.strip():
            continue
        if line.startswith(":::"):
            inside, at = _until_close(lines, at)
            name, *args = line[3:].split()
            nested = tuple(parse(inside)) if name in {"columns", "right", "center"} else ()
            yield Block(name, args=tuple(args), lines=tuple(inside), inner=nested)
        elif line in {"---", "==="}:
            yield Block("rule" if line == "---" else "page")
        elif line.startswith("!space"):
            yield Block("space", text=line.split()[1])
        else:
            end = at if prefix and not line.endswith(BREAK) else _paragraph_end(lines, at)
            text, at = _join([line, *lines[at:end]]), end
            item = ITEM.match(text)
            if prefix:
                yield Block(HEADINGS[prefix], text=text.removeprefix(prefix))
            elif item:
                yield Block("item", text=item[2], mark=item[1])
            else:
                yield Block("p", text=text)


def _paragraph_end(lines: list[str], at: int) -> int:
    """Where the paragraph that began on the line before `at` ends."""
    while at < len(lines):
        line = lines[at]
        if (
            not line.strip()
            or line.startswith((":::", "# ", "## ", "### ", "^ ", "!space"))
            or line in {"---", "==="}
            or ITEM.match(line)
        ):
            break
        at += 1
    return at


def _join(lines: list[str]) -> str:
    """One string from the lines of a paragraph, keeping the line breaks that were asked for."""
    return " ".join(line.strip() for line in lines).replace("\\\\ ", "\n").removesuffix("\\\\")


def _until_close(lines: list[str], at: int) -> tuple[list[str], int]:
    """The lines inside a ::: block, and where the text goes on after it; blocks may nest."""
    depth, start = 1, at
    while depth:
        if lines[at].startswith(":::"):
            depth += 1 if lines[at][3:].strip() else -1
        at += 1
    return lines[start : at - 1], at


def inline(text: str) -> str:
    """The markup inside a paragraph as ReportLab wants it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("\\-", "\u00ad").replace("\n", "<br/>")
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)


def plain(blocks: tuple[Block, ...]) -> str:
    """All words of a body in reading order, for checking the labels against them."""
    parts: list[str] = []
    for block in blocks:
        parts += [block.text, *(block.lines if not block.inner else ()), plain(block.inner)]
    text = re.sub(r"\*+|\\-|^~\s*", "", "\n".join(parts), flags=re.MULTILINE).replace("\\\\", " ")
    return re.sub(r"\s+", " ", text)
