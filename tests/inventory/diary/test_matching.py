"""Which entry is about which document. A wrong pair is worse than none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.agreement import Party
from pipeline.inventory.diary.entry import Entry
from pipeline.inventory.diary.likeness import is_among
from pipeline.inventory.diary.matching import Document, Key, Matching, match
from pipeline.inventory.diary.numbers import Number, parse

DAY = date(2014, 3, 1)


def entry(line: int, number: str = "", title: str = "", file: str = "", day: date | None = None) -> Entry:
    return Entry(
        line, files=(file,) if file else (), number=parse(number, ()) if number else None, title=title, registered=day
    )


def document(row: str, number: str = "", title: str = "", file: str = "", day: date | None = None) -> Document:
    days = frozenset({day} if day else ())
    return Document(file or f"{row}.pdf", row, parse(number, ()) if number else None, title, days)


def pairs(found: Matching) -> list[tuple[int, str, Key]]:
    return [(one.entry.line, one.document.row, one.by) for one in found.pairs]


def unclear(found: Matching) -> list[tuple[list[int], list[str]]]:
    return [([e.line for e in one.entries], [d.row for d in one.documents]) for one in found.unclear]


@pytest.mark.parametrize(
    ("given_name", "file"),
    [
        ("avtal.pdf", "sala/Avtal.PDF"),
        ("avtal", "sala/avtal.pdf"),
        ("P:\\Diariet\\Sala\\avtal.pdf", "sala/avtal.pdf"),
        ("sala/avtal.pdf", "sala/avtal.pdf"),
        ("Överenskommelse.pdf", "O\u0308verenskommelse.pdf"),
    ],
)
def test_a_file_is_known_by_its_name(given_name: str, file: str) -> None:
    found = match([entry(2, file=given_name)], [document("a", file=file), document("b")])
    assert pairs(found) == [(2, "a", Key.FILE)]
    assert [one.row for one in found.documents] == ["b"]


def test_a_name_in_two_folders_is_settled_by_the_folder_or_not_at_all() -> None:
    two = [document("a", file="sala/avtal.pdf"), document("b", file="heby/avtal.pdf")]
    assert pairs(match([entry(2, file="heby/avtal.pdf")], two)) == [(2, "b", Key.FILE)]
    found = match([entry(2, file="avtal.pdf")], two)
    assert (pairs(found), unclear(found)) == ([], [([2], ["a", "b"])])


def test_the_name_of_the_file_goes_before_the_number() -> None:
    found = match(
        [entry(2, "KS 2014/1", file="b.pdf"), entry(3, "KS 2014/2")],
        [document("a", "KS 2014/1"), document("b", "KS 2014/2")],
    )
    assert pairs(found) == [(2, "b", Key.FILE)]
    assert [one.line for one in found.entries] == [3]
    assert [one.row for one in found.documents] == ["a"]


def test_a_file_that_is_not_in_the_corpus_leaves_the_number_to_decide() -> None:
    found = match([entry(2, "KS 2014/1", file="4711.pdf")], [document("a", "Dnr KS 2014/001")])
    assert pairs(found) == []
    found = match([entry(2, "KS 2014/1", file="4711.pdf")], [document("a", "KS 2014/001")])
    assert pairs(found) == [(2, "a", Key.NUMBER)]


def test_a_case_with_several_papers_is_settled_by_the_title_or_not_at_all() -> None:
    papers = [
        entry(2, "KS 2014/1", "Protokoll"),
        entry(3, "KS 2014/1", "Avtal om Krami"),
        entry(4, "KS 2014/1", "Brev"),
    ]
    found = match(papers, [document("a", "KS 2014/1", "Avtal om Krami")])
    assert pairs(found) == [(3, "a", Key.NUMBER)]
    assert [one.line for one in found.entries] == [2, 4]
    found = match(papers, [document("a", "KS 2014/1", "Samverkan")])
    assert (pairs(found), unclear(found)) == ([], [([2, 3, 4], ["a"])])


def test_a_case_with_several_documents_gives_none_of_them_anything() -> None:
    found = match([entry(2, "KS 2014/1", "Krami")], [document("a", "KS 2014/1"), document("b", "KS 2014/1")])
    assert (pairs(found), unclear(found)) == ([], [([2], ["a", "b"])])
    assert found.entries == found.documents == ()


def test_a_number_not_given_in_full_needs_a_title_or_a_day() -> None:
    bare = entry(2, "2014/10", "Avtal om Krami", day=DAY)
    assert pairs(match([bare], [document("a", "KS 2014/10", "Avtal om Krami")])) == [(2, "a", Key.NUMBER)]
    assert pairs(match([bare], [document("a", "KS 2014/10", "Annat", day=DAY)])) == [(2, "a", Key.NUMBER)]
    found = match([bare], [document("a", "KS 2014/10", "Annat")])
    assert (pairs(found), unclear(found)) == ([], [([2], ["a"])])


def test_a_damaged_number_needs_a_title_or_a_day() -> None:
    damaged = Entry(2, number=Number("okt-14", (), ("2014", "10"), damaged=True), title="Avtal om Krami")
    assert pairs(match([damaged], [document("a", "KS 2014/10", "Avtal om Krami")])) == [(2, "a", Key.NUMBER)]
    found = match([damaged], [document("a", "2014/10", "Annat")])
    assert (pairs(found), unclear(found)) == ([], [([2], ["a"])])


def test_a_title_needs_a_day() -> None:
    title = "Samverkansavtal gällande Barnahus i Västmanland"
    wanted = entry(2, "KS 2014/1", title, day=DAY)
    assert pairs(match([wanted], [document("a", title=title, day=DAY)])) == [(2, "a", Key.TITLE_AND_DATE)]
    misread = title.replace("Barnahus", "Bamahus")
    assert pairs(match([wanted], [document("a", title=misread, day=DAY)])) == [(2, "a", Key.TITLE_AND_DATE)]
    for other in (document("a", title=title), document("a", title=f"{title} 2", day=DAY), document("a", day=DAY)):
        assert pairs(match([wanted], [other])) == []


def test_two_documents_of_one_title_and_day_are_told() -> None:
    both = [document("a", title="Avtal om Krami", day=DAY), document("b", title="Avtal om Krami", day=DAY)]
    found = match([entry(2, title="Avtal om Krami", day=DAY)], both)
    assert (pairs(found), unclear(found)) == ([], [([2], ["a", "b"])])


def test_titles_that_differ_by_a_letter_of_meaning_are_two() -> None:
    found = match(
        [entry(2, title="Avtal om tolktjänst", day=DAY)], [document("a", title="Avtal om torktjänst", day=DAY)]
    )
    assert pairs(found) == []


@pytest.mark.parametrize(
    ("name", "among"),
    [
        ("Region Västmanland", True),
        ("region västmanland, psykiatri", True),
        ("Polismyndigheten", True),
        ("Staden", True),
        ("Arbetsförmedlingen", False),
        ("Region Uppsala", False),
    ],
)
def test_a_party_is_known_in_any_of_its_forms(name: str, among: bool) -> None:
    parties = (
        Party("Landstinget Västmanland", "Landstinget Västmanland (nu Region Västmanland)"),
        Party("Polismyndigheten i Västmanlands län", "Polismyndigheten"),
        Party("Västerås stad", "Västerås stad", alias="staden"),
    )
    assert is_among(name, parties) is among


NUMBERS = st.sampled_from(["", "KS 2014/1", "KS 2014/2", "2014/1", "SN 2014/1"])
TITLES = st.sampled_from(["", "Avtal om Krami", "Avtal om Barnahus"])
FILES = st.sampled_from(["", "a.pdf", "b.pdf", "sala/a.pdf"])
DAYS = st.sampled_from([None, DAY, date(2015, 1, 1)])


@given(
    st.lists(st.tuples(NUMBERS, TITLES, FILES, DAYS), max_size=8),
    st.lists(st.tuples(NUMBERS, TITLES, FILES, DAYS), max_size=8),
)
def test_everything_ends_in_one_place(
    entries: list[tuple[str, str, str, date | None]], documents: list[tuple[str, str, str, date | None]]
) -> None:
    ours = [entry(line, *values) for line, values in enumerate(entries, start=2)]
    theirs = [document(f"r{n}", *values) for n, values in enumerate(documents)]
    found = match(ours, theirs)
    ends = [one.entry for one in found.pairs] + [e for one in found.unclear for e in one.entries] + [*found.entries]
    assert sorted(one.line for one in ends) == [one.line for one in ours]
    rows = [one.document for one in found.pairs] + [d for one in found.unclear for d in one.documents]
    assert sorted(one.row for one in [*rows, *found.documents]) == sorted(one.row for one in theirs)


@given(st.lists(st.tuples(NUMBERS, TITLES, FILES, DAYS), min_size=1, max_size=5))
def test_the_order_of_the_documents_changes_no_pair(values: list[tuple[str, str, str, date | None]]) -> None:
    ours = [entry(line, *one) for line, one in enumerate(values, start=2)]
    theirs = [document(f"r{n}", *one) for n, one in enumerate(values)]
    assert sorted(pairs(match(ours, theirs))) == sorted(pairs(match(ours, theirs[::-1])))
