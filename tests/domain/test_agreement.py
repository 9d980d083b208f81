"""Which pages of a file a reader of the inventory wants to see."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from pipeline.domain.agreement import FIELDS, Agreement, Outcome
from pipeline.domain.document import PageShape
from pipeline.domain.evidence import NO_PAGE, Evidence, Finding, How, Status
from pipeline.domain.relation import Relation, RelationKind

NOTHING: Finding[Any] = Finding(None, Status.ABSENT)


def quote(page: int) -> Evidence:
    return Evidence(page, "2014-12-31", (), "validity/from_to", How.STATED, 0.9)


def agreement(*pages_of_titles: int, pages: tuple[int, int] = (3, 6)) -> Agreement:
    title = replace(NOTHING, evidence=tuple(quote(page) for page in pages_of_titles))
    return Agreement(pages, **{**dict.fromkeys(FIELDS, NOTHING), "title": title})


def test_a_value_can_be_checked_on_the_first_page_and_on_each_that_it_was_found_on() -> None:
    assert agreement(5, 4, 5).evidence_pages == (3, 4, 5)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_can_be_checked(field: str) -> None:
    found = replace(agreement(), **{field: replace(NOTHING, evidence=(quote(6),))})
    assert found.evidence_pages == (3, 6)


def test_what_is_said_of_another_document_can_be_checked() -> None:
    relation = Relation(RelationKind.REPLACES, "avtalet från 2009", evidence=(quote(4),))
    assert replace(agreement(5), relations=(relation,)).evidence_pages == (3, 4, 5)


def test_what_the_diary_says_stands_on_no_page() -> None:
    assert agreement(NO_PAGE, 4).evidence_pages == (3, 4)


def test_the_fields_are_all_the_findings_of_an_agreement() -> None:
    assert set(FIELDS) == {field.name for field in fields(Agreement) if str(field.type).startswith("Finding[")}


def test_pictures_are_wanted_of_the_pages_with_evidence_and_no_others() -> None:
    shapes = tuple(PageShape(number, 595, 842) for number in range(1, 10))
    outcome = Outcome("a.pdf", "", agreements=(agreement(5), agreement(9, pages=(8, 9))), shapes=shapes)
    assert [shape.number for shape in outcome.pictured] == [3, 5, 8, 9]
