"""What is drawn on a PDF page, as pdfplumber's dictionaries, the characters with no more than is asked of them.

pdfplumber resolves some thirty attributes of every character, which is half of the time that a printed page takes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pdfminer.layout import LTAnno, LTChar, LTContainer, LTItem
from pdfplumber.page import Page as PlumberPage

from pipeline.reading.characters import Char


def objects_of(page: PlumberPage) -> Mapping[str, Sequence[Char]]:
    """The page's objects by their type («char», «rect», «line», «curve», «image»), in the order of drawing.

    Coordinates are pdfplumber's: points from the top left corner of the media box. Raises whatever pdfminer raises.
    """
    found: dict[str, list[Char]] = defaultdict(list)
    for item in _leaves(page.layout):
        if isinstance(item, LTChar):
            found["char"].append(_char(item, page))
        elif not isinstance(item, LTAnno):
            drawn = page.process_object(item)
            found[drawn["object_type"]].append(drawn)
    return found


def _leaves(container: Iterable[LTItem]) -> Iterator[LTItem]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


def _char(item: LTChar, page: PlumberPage) -> Char:
    left, top = page.mediabox[:2]
    color = item.graphicstate.ncolor
    return {
        "text": item.get_text(),
        "fontname": item.fontname,
        "size": item.size,
        "upright": item.upright,
        "matrix": item.matrix,
        "x0": item.x0 + left,
        "x1": item.x1 + left,
        "top": page.height - item.y1 + top,
        "bottom": page.height - item.y0 + top,
        "non_stroking_color": color if isinstance(color, tuple) else (color,),
        "ncs": item.ncs.name,
    }
