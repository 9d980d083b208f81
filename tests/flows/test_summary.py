from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from flows.summary import as_markdown, as_text, escape, load_inventory, summarise

PLACE = Path("/srv/outputs/forteckning.xlsx")


def row(file: str, number: int = 1, **values: Any) -> dict[str, Any]:
    return {
        "file": file,
        "number": number,
        "title": f"Avtal {file}",
        "status": "in_force",
        "needs_review": [],
    } | values


def inventory(*rows: dict[str, Any], **lists: Any) -> dict[str, Any]:
    return {"as_of": "2026-11-21", "rows": list(rows), "not_agreements": [], "failures": []} | lists


def groups(before: dict[str, Any] | None, after: dict[str, Any], missing: tuple[str, ...] = ()) -> dict[str, list[str]]:
    return {group.name: list(group.files) for group in summarise(before, after, missing, PLACE).groups}


def test_what_is_new_changed_and_gone_is_told_by_file() -> None:
    before = inventory(row("a.pdf"), row("b.pdf", 2, valid_to="2020-01-01"), row("c.pdf", 3))
    after = inventory(row("a.pdf", 2), row("b.pdf", 1, valid_to="2021-01-01"), row("d.pdf", 3))
    found = groups(before, after)
    assert (found["new"], found["changed"], found["gone"]) == (["d.pdf"], ["b.pdf"], ["c.pdf"])


def test_the_passing_of_days_is_no_change() -> None:
    before = inventory(row("a.pdf", status="in_force", current_term_end="2026-11-20"))
    after = inventory(row("a.pdf", status="expired", current_term_end="2027-11-20", remarks="Avtalet är utgånget"))
    assert groups(before, after)["changed"] == []
    assert groups(before, after)["expired"] == ["1. Avtal a.pdf"]


def test_a_document_that_becomes_unreadable_is_changed() -> None:
    failure = {"file": "a.pdf", "code": "encrypted", "message": "Spara en kopia."}
    found = groups(inventory(row("a.pdf")), inventory(failures=[failure]))
    assert (found["changed"], found["unreadable"]) == (["a.pdf"], ["a.pdf"])


def test_everything_is_new_the_first_time() -> None:
    found = groups(None, inventory(row("a.pdf"), not_agreements=[{"file": "b.pdf", "reason": "rapport"}]))
    assert found["new"] == ["a.pdf", "b.pdf"]


def test_the_text_counts_and_says_what_to_do_and_where() -> None:
    failure = {"file": "x.pdf", "code": "encrypted", "message": "Filen är lösenordsskyddad."}
    rows = [row(f"{n}.pdf", n, needs_review=["valid_to"]) for n in range(1, 14)]
    text = as_text(summarise(None, inventory(*rows, failures=[failure]), ("1.pdf",), PLACE))
    assert text.startswith("Förteckningen per 2026-11-21\n13 avtal")
    assert "Att granska: 13" in text
    assert "… och 3 till" in text
    assert "Oläsliga: 1\n  x.pdf: Filen är lösenordsskyddad." in text
    assert text.endswith(f"Förteckningen ligger i {PLACE}")


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "[a](javascript:x)", "| a | `b` |", "# *_x_*"])
def test_markup_in_a_name_stays_text(name: str) -> None:
    shown = as_markdown(summarise(None, inventory(row(name)), (), PLACE))
    assert name not in shown
    assert escape(name) in shown
    assert "<" not in escape(name)


@pytest.mark.parametrize("content", ["", "{", "[]", "3", '{"rows": []}'])
def test_a_damaged_inventory_counts_as_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "forteckning.json"
    path.write_text(content)
    assert load_inventory(path) is None
    assert load_inventory(tmp_path / "saknas.json") is None


def test_comparing_leaves_the_inventories_alone() -> None:
    before = inventory(row("a.pdf"))
    kept = deepcopy(before)
    summarise(before, before, (), PLACE)
    assert before == kept
