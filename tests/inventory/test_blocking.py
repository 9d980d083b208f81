"""Rows that are not compared with what another one says could not have fitted it."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.domain.agreement import Agreement, Outcome
from pipeline.domain.relation import Relation, RelationKind
from pipeline.domain.values import PartialDate
from pipeline.inventory.blocking import Blocks
from pipeline.inventory.fitting import fit
from pipeline.inventory.identity import identify
from pipeline.inventory.labels import Labels
from pipeline.inventory.relation_sentences import passed_over

WORDS = [
    "avtal",
    "avtalet",
    "samverkansavtal",
    "barnahus",
    "barnahuset",
    "spindeln",
    "spindelns",
    "om",
    "och",
    "tidigare",
    "2012",
]
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
NUMBERS = st.sampled_from([None, "KS 2012/14", "KS2012-14", "KS 2013/7"])
YEARS = st.sampled_from([2008, 2012, 2015])


RELATIONS = st.builds(
    Relation,
    kind=st.sampled_from(RelationKind),
    says=TITLES | st.sampled_from(["avtalet", "tidigare avtal"]),
    dates=YEARS.map(lambda year: (PartialDate(year),)),
    registry_number=NUMBERS,
)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(papers=st.lists(st.tuples(TITLES, NUMBERS, YEARS), min_size=1, max_size=6), relation=RELATIONS)
def test_what_fits_is_compared(
    make_agreement: Callable[..., Agreement],
    labels: Labels,
    papers: list[tuple[str, str | None, int]],
    relation: Relation,
) -> None:
    agreements = [
        make_agreement(title=title, registry_number=own, valid_from=f"{begun}-01-01") for title, own, begun in papers
    ]
    items = list(identify([Outcome(f"{i}.pdf", f"{i:064}", (one,)) for i, one in enumerate(agreements)]))
    words = passed_over(labels)
    near = Blocks(items, words).near(relation, items[0])
    assert near == [item for item in items if item in near], "in their order"
    assert all(other in near for other in items if fit(relation, items[0], other, words))
