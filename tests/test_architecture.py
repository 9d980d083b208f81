"""Who may import whom, and where Swedish may stand."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(
    path for top in ("pipeline", "flows") for path in (ROOT / top).rglob("*.py") if path.name != "conftest.py"
)
MOST_LINES = 250

LIBRARIES = {
    "domain": set(),
    "errors": set(),
    "lexicon": set(),
    "organisations": {"rapidfuzz"},
    "likeness": set(),
    "scores": set(),
    "failures": set(),
    "mirror": set(),
    "rights": set(),
    "sections": {"pydantic", "pydantic_core"},
    "settings": {"pydantic", "pydantic_settings"},
    "store": {"pydantic"},
    "writing": set(),
    "gathering": set(),
    "drafts": set(),
    "reading": {"pdfplumber", "pdfminer", "pypdfium2", "pytesseract", "tesserocr", "PIL", "numpy", "simplemma"},
    "layout": {"rapidfuzz"},
    "language": {"spacy", "dateparser", "rapidfuzz"},
    "extraction": {"rapidfuzz"},
    "inventory": {
        "docx",
        "icalendar",
        "pandas",
        "xlsxwriter",
        "python_calamine",
        "jinja2",
        "markupsafe",
        "openpyxl",
        "rapidfuzz",
    },
    "run": set(),
    "publish": set(),
    "evaluate": set(),
    "pipeline": set(),
    "flows": {"prefect", "tqdm", "pebble", "httpx", "uvicorn", "psutil", "pydantic", "filelock", "distributed"},
}
"""What each part may import beside the standard library: a library has one home."""

LAYERS = (
    {"domain", "sections"},
    {"errors", "settings", "lexicon", "likeness", "rights", "scores"},
    {"organisations", "failures"},
    {"reading", "layout", "language", "extraction", "inventory", "store"},
    {"writing", "mirror"},
    {"gathering"},
    {"drafts"},
    {"run", "publish", "evaluate"},
    {"pipeline"},
    {"flows"},
)
"""A part imports only from the layers before its own; what stands in one layer does not know its neighbours."""


def part_of(module: str) -> str:
    """«pipeline.reading.probe» -> «reading»; the package itself is «pipeline»."""
    names = module.split(".")
    return names[1] if names[0] == "pipeline" and len(names) > 1 else names[0]


def name_of(path: Path) -> str:
    names = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(names[:-1] if names[-1] == "__init__" else names)


def layer_of(part: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if part in layer)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            if node.module == "pipeline":
                yield from (f"pipeline.{alias.name}" for alias in node.names)
            else:
                yield node.module


def docstrings(tree: ast.Module) -> set[int]:
    """The strings that only document: at the start of a body, or below an assignment."""
    found = set()
    for node in ast.walk(tree):
        for statement in getattr(node, "body", []) if not isinstance(node, ast.Lambda | ast.IfExp) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                found.add(id(statement.value))
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_stay_within_their_bounds(path: Path) -> None:
    part = part_of(name_of(path))
    for module in imports(path):
        top = module.split(".")[0]
        if top in {"pipeline", "flows"}:
            other = part_of(module)
            assert other == part or layer_of(other) < layer_of(part), f"{part} imports {module}"
        else:
            assert top in sys.stdlib_module_names or top in LIBRARIES[part], f"{part} imports {module}"


@pytest.mark.parametrize("path", [p for p in MODULES if p.is_relative_to(ROOT / "pipeline")], ids=name_of)
def test_swedish_is_data_and_not_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    free = docstrings(tree)
    swedish = [
        f"line {node.lineno}: {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in free
        if set("åäöÅÄÖ") & set(node.value)
    ]
    assert not swedish


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_stay_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES


def test_every_part_is_known() -> None:
    parts = {part_of(name_of(path)) for path in MODULES}
    assert parts <= set(LIBRARIES)
    assert set(LIBRARIES) == set().union(*LAYERS)
