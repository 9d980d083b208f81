"""The files of the report: pages from templates, and the pictures that they show.

Templates escape everything that is put into them: titles, names and quotes come from foreign PDFs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline.domain.agreement import Outcome
from pipeline.domain.document import PageShape
from pipeline.inventory.cells import clean
from pipeline.inventory.comparisons.check import Checked
from pipeline.inventory.deadlines import next_year
from pipeline.inventory.diary.reconciling import Reconciliation
from pipeline.inventory.diary.telling import Line, lines, place
from pipeline.inventory.diary.telling import Outcome as DiaryOutcome
from pipeline.inventory.labels import Labels
from pipeline.inventory.links import href
from pipeline.inventory.report import places
from pipeline.inventory.report.marks import LINE, PictureOfPage, marks
from pipeline.inventory.report.matrix import matrix
from pipeline.inventory.report.review_list import Doubt, doubts
from pipeline.inventory.report.timeline import timeline
from pipeline.inventory.report.values import FIELDS_SHOWN, RELATIONS, evidence, groups, text
from pipeline.inventory.table import Inventory, Row

_cleaned = lru_cache(maxsize=4096)(clean)
"""Half of the time of a page goes into cleaning the same few words."""

_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")

Content = bytes | Path
"""What a file of the report holds: its bytes, or the file to be copied there."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the report needs beside the inventory: the templates, and where the picture of a page is (None: nowhere)."""

    templates: Path
    picture: Callable[[str, PageShape], Path | None]


@dataclass(frozen=True, slots=True)
class _Site:
    inventory: Inventory
    labels: Labels
    outcomes: Mapping[str, Outcome]
    sources: Sources
    corpus: str
    environment: Environment
    rows: Mapping[str, Row]
    doubts: Mapping[str, Sequence[Doubt]]
    checked: Checked | None

    def page(self, template: str, way: str, **content: object) -> bytes:
        """One page; `way` leads from its folder to the report's."""
        known = {"inventory": self.inventory, "labels": self.labels, "way": way, "places": places}
        known["checked"] = self.checked
        known["link"] = partial(href, way + self.corpus)
        known["stands"] = partial(place, labels=self.labels)
        rendered = self.environment.get_template(template).render(known | content)
        return rendered.encode("utf-8", errors="replace")

    def pictures(self, row: Row, all_evidence: Mapping[str, Sequence[Any]]) -> tuple[PictureOfPage, ...]:
        """The pages of a row that hold evidence, with the marks on them."""
        outcome, found = self.outcomes[row.file], marks(all_evidence)
        shapes = {shape.number: shape for shape in outcome.shapes}
        numbers = sorted({*row.agreement.evidence_pages, *(mark.page for mark in found)})
        return tuple(
            PictureOfPage(number, shape, self._picture(outcome, shape), tuple(m for m in found if m.page == number))
            for number in numbers
            for shape in [shapes.get(number)]
        )

    def agreement(self, row: Row, before: Row | None, after: Row | None) -> bytes:
        """The page of one row, with its neighbours in the table."""
        quotes = evidence(row)
        shown = self.pictures(row, quotes)
        found = tuple(mark for page in shown for mark in page.marks)
        return self.page(
            "agreement.html",
            "../",
            row=row,
            before=before,
            after=after,
            doubts=self.doubts.get(row.id, ()),
            groups=groups(row, self.inventory.as_of, self.labels, found),
            pages=shown,
            shown_fields=FIELDS_SHOWN,
            relations=[(link, [m for m in found if RELATIONS in m.fields]) for link in row.related.links],
            rows=self.rows,
            line_height=LINE,
        )

    def used(self, row: Row) -> Iterator[tuple[str, Path]]:
        """The pictures of a row's page: where each shall lie, and where it is."""
        outcome = self.outcomes[row.file]
        for shape in outcome.pictured:
            if path := self.sources.picture(outcome.sha256, shape):
                yield places.picture(outcome.sha256, shape), path

    def _picture(self, outcome: Outcome, shape: PageShape | None) -> str | None:
        if shape is None or self.sources.picture(outcome.sha256, shape) is None:
            return None
        return places.picture(outcome.sha256, shape)


def files(
    inventory: Inventory,
    outcomes: Sequence[Outcome],
    labels: Labels,
    sources: Sources,
    corpus: str,
    checked: Checked | None = None,
) -> Iterator[tuple[str, Content]]:
    """Every file of the report by its name below the report's folder, from which `corpus` is the way to the documents.

    `checked` is the check of Öppna jämförelser, None where there is nothing to check. The same inventory and the same
    pictures give the same bytes.
    """
    rows, doubtful = inventory.rows, doubts(inventory, labels)
    by_row: dict[str, list[Doubt]] = {}
    for doubt in doubtful:
        by_row.setdefault(doubt.row.id, []).append(doubt)
    site = _Site(
        inventory,
        labels,
        {outcome.file: outcome for outcome in outcomes},
        sources,
        corpus,
        _environment(sources.templates),
        {row.id: row for row in rows},
        by_row,
        checked,
    )
    for name in (places.STYLE, places.SCRIPT):
        yield name, (sources.templates / name).read_bytes()
    cells = {row.id: partial(text, row, labels=labels) for row in rows}
    due = {"due": next_year(inventory), "by_id": site.rows}
    yield places.INDEX, site.page("index.html", "", cells=cells, doubts=doubtful, **due)
    yield places.TIMELINE, site.page("timeline.html", "", cells=cells, line=timeline(rows, inventory.as_of))
    yield places.REVIEW, site.page("review.html", "", doubts=doubtful, fields=FIELDS_SHOWN)
    yield places.OTHERS, site.page("others.html", "")
    if checked:
        pictures = [matrix(one) for one in checked.comparisons]
        verdicts = {one.value: word for one, word in checked.knowledge.words.verdicts.items()}
        yield places.COMPARISONS, site.page("comparisons.html", "", matrices=pictures, verdicts=verdicts)
    if inventory.diary:
        yield places.DIARY, site.page("diary.html", "", told=_told(inventory, inventory.diary, labels))
    for before, row, after in zip((None, *rows), rows, (*rows[1:], None), strict=False):
        yield places.agreement(row.id), site.agreement(row, before, after)
    for row in rows:
        yield from site.used(row)


def _told(inventory: Inventory, reconciliation: Reconciliation, labels: Labels) -> Mapping[str, Sequence[Line]]:
    """The lines on the diary by what they tell; all kinds are there, also those without a line."""
    found = lines(inventory, reconciliation, labels)
    return {outcome: [line for line in found if line.outcome is outcome] for outcome in DiaryOutcome}


def _environment(templates: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_plain,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["dated"] = _dated
    return environment


def _dated(text: str) -> Markup:
    """A text, escaped, whose dates are not broken at the end of a line."""
    escaped = str(escape(clean(text)))
    return Markup(_DATE.sub(r'<span class="day">\g<0></span>', escaped))  # noqa: S704  # digits and hyphens only


def _plain(value: object) -> object:
    """What goes into a page: no control or direction characters; None is a mistake in a template."""
    return _cleaned(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
