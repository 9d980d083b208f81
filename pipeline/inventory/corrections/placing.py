"""Which rows corrections belong to: the same content, else the same place, else nothing but a likeness to be told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.domain.agreement import FIELDS
from pipeline.inventory import words
from pipeline.inventory.cells import clean
from pipeline.inventory.corrections.correction import Correction, Corrections
from pipeline.inventory.corrections.typed import Typed
from pipeline.inventory.identity import Identified
from pipeline.inventory.masking import mask_text
from pipeline.inventory.twins import same_title


@dataclass(frozen=True, slots=True)
class Placed:
    """Corrections by row key and column; proposals by row key; those that belong nowhere now; and all to be kept."""

    by_key: Mapping[str, Mapping[str, Correction]] = field(default_factory=dict)
    proposals: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    unplaced: tuple[Correction, ...] = ()
    corrections: Corrections = field(default_factory=Corrections)


def place(
    items: Sequence[Identified], files: Iterable[str], corrections: Corrections, typed: Typed, today: str
) -> Placed:
    """Find the rows of corrections among all `items`; `files` are all files of the corpus, `today` an ISO day.

    A correction whose content is gone belongs to the row of the same file with the same first page, or to the only row
    of that file, and remembers that the document has changed. Where the file is gone too, a row with nearly the same
    title and no corrections of its own is told of them. Paths, pages and titles follow the row.
    """
    by_content, by_file = defaultdict(list), defaultdict(list)
    for item in items:
        by_content[item.key].append(item)
        by_file[item.outcome.file].append(item)
    by_key: dict[str, dict[str, Correction]] = defaultdict(dict)
    kept: list[Correction] = []
    waiting: list[Correction] = []
    for line in corrections.lines:
        if line.key in by_content:
            kept.append(_following(line, by_content[line.key], typed, today))
            by_key[line.key][line.field] = kept[-1]
        else:
            waiting.append(line)
    left: list[Correction] = []
    for line in waiting:
        there = _at_same_place(line, by_file.get(line.file, ()))
        if there is None or line.field in by_key.get(there.key, {}):
            left.append(line)
            continue
        moved = replace(line, key=there.key, changed=today if line.key else line.changed)
        kept.append(_following(moved, [there], typed, today))
        by_key[there.key][line.field] = kept[-1]
    proposals = _proposals(left, items, set(files), by_key)
    proposed = {line for lines in proposals.values() for line in lines}
    unplaced = tuple(line for line in left if line not in proposed and (line.key or line.file))
    return Placed(by_key, proposals, unplaced, Corrections((*kept, *left), corrections.strays))


def _at_same_place(line: Correction, items: Sequence[Identified]) -> Identified | None:
    found = re.match(r"\d{1,9}", line.pages)
    same_page = [item for item in items if found and item.agreement.pages[0] == int(found[0])]
    return same_page[0] if len(same_page) == 1 else items[0] if len(items) == 1 else None


def _following(line: Correction, items: Sequence[Identified], typed: Typed, today: str) -> Correction:
    """The correction under the row's present name; on a line written by hand what it leaves out is filled in."""
    item = next((item for item in items if item.outcome.file == line.file), items[0])
    agreement = item.agreement
    automatic = line.automatic
    if not line.when and not automatic and line.field in FIELDS:
        automatic = mask_text(typed.shown(line.field, getattr(agreement, line.field).value))
    return replace(
        line,
        automatic=automatic,
        when=line.when or today,
        file=item.outcome.file,
        pages=words.page_span(*agreement.pages),
        title=_title(item),
    )


def _title(item: Identified) -> str:
    """The program's title as it may be written down; "" where it knows none."""
    return clean(mask_text(item.agreement.title.value or ""))


def _proposals(
    left: Sequence[Correction], items: Sequence[Identified], files: set[str], by_key: Mapping[str, object]
) -> dict[str, tuple[Correction, ...]]:
    found: dict[str, tuple[Correction, ...]] = {}
    free = [item for item in items if item.key not in by_key]
    for line in left:
        if line.key and line.title and line.file not in files:
            alike = next((item for item in free if _title(item) and same_title(line.title, _title(item))), None)
            if alike:
                found[alike.key] = (*found.get(alike.key, ()), line)
    return found
