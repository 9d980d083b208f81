"""A file -> its pages: for each page the text layer where it is good, else OCR; a page that fails is listed."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image

from pipeline.domain.document import Document, MissingPage, Page, PageSource
from pipeline.errors import DamagedError, DocumentError, EmptyError, UnexpectedError, error_for
from pipeline.reading import image_file, images, source
from pipeline.reading.options import ReadingOptions
from pipeline.reading.probe import Probe, probe
from pipeline.reading.scan import read_scan
from pipeline.reading.source import PageEvidence, choose
from pipeline.reading.text_layer import TextLayer, text_layers

_LOG = logging.getLogger(__name__)
_LARGE_IMAGE = 0.3


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
    """The document made of its pages, however they were shared out among processes; raises as `read` does."""
    pages = tuple(result for result in results if isinstance(result, Page))
    missing = tuple(result for result in results if isinstance(result, MissingPage))
    if missing and not any(page.words for page in pages):
        raise error_for(Counter(page.code for page in missing).most_common(1)[0][0], "no page could be read")
    if not any(page.words for page in pages):
        raise EmptyError(f"{len(pages)} pages without a word")
    return Document(file, probed.sha256, pages, missing, signed=probed.signed)


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
    return tuple(reader(path, numbers, options))


def _read_frames(path: Path, numbers: Sequence[int], options: ReadingOptions) -> Iterator[Page | MissingPage]:
    for number in numbers:
        with _guarded(number) as outcome:
            grey, dpi = image_file.read_frame(path, number, options.limits.max_pixels)
            wanted = min(float(options.dpi), (options.limits.max_pixels * dpi**2 / (grey.width * grey.height)) ** 0.5)
            picture = images.at_dpi(grey, dpi, wanted)
            page = _read_picture(number, source.SCANNED_IMAGE, picture, wanted, options)
            if not page.words and not images.picture_has_ink(picture):
                page = replace(page, source=PageSource.BLANK, reason=source.BLANK)
            outcome.append(page)
        yield outcome[0]


def _read_pdf(path: Path, numbers: Sequence[int], options: ReadingOptions) -> Iterator[Page | MissingPage]:
    with text_layers(path, numbers) as layers, _rendering(path) as pdf:
        for number in numbers:
            with _guarded(number) as outcome:
                outcome.append(_read_page(layers(number), pdf, number, options))
            yield outcome[0]


def _read_page(
    layer: TextLayer | None,
    pdf: pypdfium2.PdfDocument | None,
    number: int,
    options: ReadingOptions,
) -> Page:
    max_pixels = options.limits.max_pixels
    evidence = layer.evidence if layer else PageEvidence(letters=0, failed=True)
    if pdf is not None and evidence.image_share >= _LARGE_IMAGE:
        evidence = replace(evidence, hidden_share=images.hidden_share(pdf, number))
    chosen, reason = choose(evidence, lambda: pdf is not None and images.has_ink(pdf, number, max_pixels))
    _LOG.info("page %d: %s, %s", number, chosen, reason)
    if chosen is PageSource.OCR:
        if pdf is None:
            raise DamagedError("the page cannot be rendered")
        picture, dpi = images.render(pdf, number, options.dpi, max_pixels)
        return _read_picture(number, reason, picture, dpi, options)
    if layer is None:
        if pdf is None:
            raise DamagedError("neither text nor picture can be read")
        with _closing_page(pdf, number) as (width, height):
            return Page(number, width, height, (), PageSource.BLANK, reason)
    return Page(
        number=number,
        width=layer.width,
        height=layer.height,
        words=layer.words if chosen is PageSource.TEXT_LAYER else (),
        source=chosen,
        reason=reason,
        rotation=layer.turn,
        rulings=layer.rulings,
        struck=layer.struck if chosen is PageSource.TEXT_LAYER else (),
        across=layer.across if chosen is PageSource.TEXT_LAYER else (),
    )


def _read_picture(number: int, reason: str, picture: Image.Image, dpi: float, options: ReadingOptions) -> Page:
    result = read_scan(picture, dpi, options)
    return Page(
        number=number,
        width=result.width,
        height=result.height,
        words=result.words,
        source=PageSource.OCR,
        reason=reason,
        rotation=result.turn,
    )


@contextmanager
def _guarded(number: int) -> Iterator[list[Page | MissingPage]]:
    """Whatever befalls a page is put in its place as a `MissingPage`; the other pages go on."""
    outcome: list[Page | MissingPage] = []
    try:
        yield outcome
    except DocumentError as error:
        _LOG.warning("page %d: %s", number, error)
        outcome.append(MissingPage(number, error.code))
    except Exception:  # noqa: BLE001 - one page must never cost the document
        _LOG.exception("page %d", number)
        outcome.append(MissingPage(number, UnexpectedError.code))


@contextmanager
def _rendering(path: Path) -> Iterator[pypdfium2.PdfDocument | None]:
    """The file open in PDFium, None where it cannot be."""
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        _LOG.warning("the file cannot be rendered: %s", error)
        yield None
        return
    try:
        with suppress(pypdfium2.PdfiumError):
            pdf.init_forms()
        yield pdf
    finally:
        pdf.close()


@contextmanager
def _closing_page(pdf: pypdfium2.PdfDocument, number: int) -> Iterator[tuple[float, float]]:
    page = pdf[number - 1]
    try:
        yield page.get_size()
    finally:
        page.close()
