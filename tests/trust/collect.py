"""Every regular expression that the program compiles, told by itself: `python -m tests.trust.collect`.

`re` is watched from before the first module of ours is imported, and the program then does all that it does. So that
none is forgotten that is made only when it is needed, the source is asked as well: each place that compiles one has to
have been passed, or to say it outright.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("pipeline", "flows")
_CALLS = frozenset({"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"})


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression and where it is compiled; `source` of bytes is told as Latin-1."""

    file: str
    line: int
    source: str
    flags: int
    in_bytes: bool = False

    @property
    def given(self) -> str | bytes:
        """The expression as it was given."""
        return self.source.encode("latin-1") if self.in_bytes else self.source


def watch(found: set[Compiled]) -> None:
    """From now on, note each expression that a module of ours compiles."""
    inner: Callable[..., re.Pattern[Any]] = re._compile  # type: ignore[attr-defined]
    folders = tuple(str(ROOT / folder) for folder in FOLDERS)

    def compile_(pattern: Any, flags: int) -> re.Pattern[Any]:
        frame = sys._getframe(2)
        if frame.f_code.co_filename.startswith(folders) and isinstance(pattern, (str, bytes)):
            text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
            file = Path(frame.f_code.co_filename).relative_to(ROOT).as_posix()
            found.add(Compiled(file, frame.f_lineno, text, int(flags), isinstance(pattern, bytes)))
        return inner(pattern, flags)

    re._compile = compile_  # type: ignore[attr-defined]


def written() -> Iterator[tuple[str, int, int, Compiled | None]]:
    """Each place of the source that compiles an expression: file, first and last line, and what, if it says so."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.name == "conftest.py":
                continue
            file = path.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if _compiles(node):
                    yield file, node.lineno, node.end_lineno or node.lineno, _outright(file, node)


def _compiles(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in _CALLS
    )


def _outright(file: str, node: ast.Call) -> Compiled | None:
    value = _value(file, node.args[0])
    if value is None:
        return None
    flags = [
        eval(ast.unparse(arg), {"re": re})
        for arg in [*node.args[1:], *(k.value for k in node.keywords if k.arg == "flags")]
        if re.match(r"re\.[A-Z]", ast.unparse(arg))
    ]
    text = value.decode("latin-1") if isinstance(value, bytes) else value
    return Compiled(file, node.lineno, text, int(sum(flags)), isinstance(value, bytes))


def _value(file: str, given: ast.expr) -> str | bytes | None:
    """What a place says outright; a word that it escapes and puts in is «x»."""
    if isinstance(given, ast.Constant):
        return given.value if isinstance(given.value, (str, bytes)) else None
    if isinstance(given, ast.Call) and ast.unparse(given.func) == "re.escape":
        return "x"
    if isinstance(given, ast.Name) and given.id.isupper():
        return str(getattr(import_module(file.removesuffix(".py").replace("/", ".")), given.id))
    if not isinstance(given, ast.JoinedStr):
        return None
    parts = [_value(file, part.value if isinstance(part, ast.FormattedValue) else part) for part in given.values]
    return "".join(map(str, parts)) if all(isinstance(part, str) for part in parts) else None


def main(corpus: Path, outputs: Path, target: Path) -> None:
    """Let the program do all that it does, and write what it has compiled."""
    found: set[Compiled] = set()
    watch(found)
    from tests.trust.everything import do_everything  # noqa: PLC0415  # after `watch`, which is the point

    do_everything(corpus, outputs)
    target.write_text(json.dumps([asdict(one) for one in found]), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
