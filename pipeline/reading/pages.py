"""A file -> its pages, each with its words from the best source; a page that fails is listed."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.domain.document import Document, MissingPage, Page
from pipeline.errors import DamagedError, DocumentError, EmptyError, TooLargeError, UnexpectedError, error_for
from pipeline.reading import image_file, images
from pipeline.reading.options import ReadingOptions
from pipeline.reading.pdf_page import PdfPage
from pipeline.reading.probe import Probe, probe
from pipeline.reading.scan import scanned_page
from pipeline.reading.text_layer import text_layers

_LOG = logging.getLogger(__name__)
_MOST_WORDS, _MOST_LETTERS = 20_000, 1_000_000
"""Of a page; a full page of a newspaper has 4,000. What lays out a page compares its lines with one another."""


def read(path: Path, file: str, options: ReadingOptions | None = None) -> Document:
    """Reads all pages of a file. `file` is its name in the document, the path below the corpus folder.

    Raises a `DocumentError`: those of `probe`, the commonest of the pages' when every page fails, or `EmptyError`
    when no page holds a word.
    """
    options = options or ReadingOptions()
    probed = probe(path, options.limits)
    results = read_pages(path, range(1, probed.page_count + 1), options, probed=probed)
    return assemble(file, probed, results)


def assemble(file: str, probed: Probe, results: Sequence[Page | MissingPage]) -> Document:
    """The document made of its pages, however they were shared out among processes; raises as `read` does.

    The pages beyond those that may be read are missing.
    """
    results = [_within(result) if isinstance(result, Page) else result for result in results]
    pages = tuple(result for result in results if isinstance(result, Page))
    failed = tuple(result for result in results if isinstance(result, MissingPage))
    last = probed.page_count + probed.beyond
    beyond = tuple(MissingPage(n, TooLargeError.code) for n in range(probed.page_count + 1, last + 1))
    if not any(page.words for page in pages):
        for missing in filter(None, (failed, beyond)):
            raise error_for(Counter(page.code for page in missing).most_common(1)[0][0], "no page could be read")
        raise EmptyError(f"{len(pages)} pages without a word")
    return Document(file, probed.sha256, pages, (*failed, *beyond), signed=probed.signed)


def _within(page: Page) -> Page | MissingPage:
    """The page, unless no sheet of paper can hold what it does."""
    if len(page.words) <= _MOST_WORDS and sum(len(word.text) for word in page.words) <= _MOST_LETTERS:
        return page
    _LOG.warning("page %d: %d words", page.number, len(page.words))
    return MissingPage(page.number, TooLargeError.code)


def read_pages(
    path: Path,
    numbers: Sequence[int],
    options: ReadingOptions | None = None,
    *,
    probed: Probe | None = None,
) -> tuple[Page | MissingPage, ...]:
    """Reads some pages, numbered from 1, in the order given. `probed` saves looking at the file again.

    Raises only what `probe` raises; whatever befalls a page makes it a `MissingPage`.
    """
    options = options or ReadingOptions()
    probed = probed or probe(path, options.limits)
    reader = _read_frames if probed.is_image else _read_pdf
    return tuple(_if_whole(page, probed) for page in reader(path, numbers, options))


def _if_whole(page: Page | MissingPage, probed: Probe) -> Page | MissingPage:
    """The page; missing where it has no word and its file has lost its end, for then it need not be blank."""
    if probed.is_cut_off and isinstance(page, Page) and not page.words:
        return MissingPage(page.number, DamagedError.code)
    return page


def _read_frames(path: Path, numbers: Sequence[int], options: ReadingOptions) -> Iterator[Page | MissingPage]:
    for number in numbers:
        with _guarded(number) as outcome:
            grey, dpi = image_file.read_frame(path, number, options.limits.max_pixels)
            most = (options.limits.max_pixels * dpi**2 / (grey.width * grey.height)) ** 0.5
            wanted = min(images.reading_dpi(dpi, options.dpi), most)
            page = scanned_page(number, images.at_dpi(grey, dpi, wanted), wanted, options)
            outcome.append(page)
        yield outcome[0]


def _read_pdf(path: Path, numbers: Sequence[int], options: ReadingOptions) -> Iterator[Page | MissingPage]:
    with images.opened(path) as pdf, text_layers(path, numbers, pdf) as layers:
        for number in numbers:
            with _guarded(number) as outcome:
                outcome.append(PdfPage(number, layers(number), pdf, options).read())
            yield outcome[0]


@contextmanager
def _guarded(number: int) -> Iterator[list[Page | MissingPage]]:
    """Whatever befalls a page is put in its place as a `MissingPage`; the other pages go on.

    But for a want of memory, of which pages read before may be guilty: whoever is told can try the page alone.
    """
    outcome: list[Page | MissingPage] = []
    try:
        yield outcome
    except DocumentError as error:
        _LOG.warning("page %d: %s", number, error)
        outcome.append(MissingPage(number, error.code))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - one page must never cost the document
        _LOG.exception("page %d", number)
        outcome.append(MissingPage(number, UnexpectedError.code))
