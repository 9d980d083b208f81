"""What holds for every text, whatever pages it was composed of."""

from __future__ import annotations

from pipeline.domain.text import Text


def clauses_cover(text: Text) -> None:
    """The clauses follow each other without gap or overlap, up to what stands in the margins."""
    ends = [0]
    for clause in text.clauses:
        if clause.heading != (0, 0):
            assert clause.heading[0] == ends[-1]
            assert clause.heading[1] < clause.body[0]
        assert clause.body[0] <= clause.body[1]
        ends.append(clause.body[1])
    assert ends[-1] == text.margin_start
