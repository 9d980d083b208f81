"""READ FIRST: one file becomes its agreements, a rejection or a failure.

    read -> compose -> annotate -> extract

Many files are run by `flows/`, which shares out pages among processes; what is done with one document is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain.agreement import Agreement, Outcome, Rejection
from pipeline.domain.document import Document
from pipeline.domain.evidence import Mention
from pipeline.domain.text import Text
from pipeline.errors import EmptyError
from pipeline.extraction import extract
from pipeline.failures import failed
from pipeline.language import annotate, reader
from pipeline.layout import compose
from pipeline.lexicon import Lexicon
from pipeline.organisations import organisations
from pipeline.reading import Limits, ReadingOptions, legibility, read
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument of a document on its way to a row: its text, what the rules found there, what came of it."""

    text: Text
    mentions: tuple[Mention, ...]
    result: Agreement | Rejection


def process(path: Path, file: str, settings: Settings, lexicon: Lexicon) -> Outcome:
    """Read one file and understand it, in this process. Never raises: what goes wrong is the outcome's failure."""
    try:
        return understand(read(path, file, options(settings)), lexicon)
    except Exception as error:  # noqa: BLE001  # a document never stops a run
        return failed(file, "", error, settings.models)


def understand(document: Document, lexicon: Lexicon) -> Outcome:
    """What a document that has been read is: its agreements, or why it holds none. Raises EmptyError for no text."""
    results = [instrument.result for instrument in instruments(document, lexicon)]
    if not results:
        raise EmptyError
    agreements = tuple(one for one in results if isinstance(one, Agreement))
    rejection = None if agreements else next(one for one in results if isinstance(one, Rejection))
    shapes = tuple(page.shape for page in document.pages) if agreements else ()
    return Outcome(document.file, document.sha256, agreements, rejection, missing=document.missing, shapes=shapes)


def instruments(document: Document, lexicon: Lexicon) -> Iterator[Instrument]:
    """Each instrument of the document, with the steps that led to its result."""
    for text in compose(document, lexicon):
        mentions = annotate(text, lexicon)
        yield Instrument(text, mentions, extract(text, mentions, lexicon))


def prepare(lexicon: Lexicon) -> None:
    """Compile the rules and unpack the dictionaries, which the first document would otherwise wait for."""
    reader(lexicon).read_sentence("2012")
    organisations(lexicon)
    legibility(["unpacked"])


def options(settings: Settings) -> ReadingOptions:
    """What the settings say about reading."""
    limits = settings.limits
    return ReadingOptions(
        language=settings.ocr.language,
        dpi=settings.ocr.dpi,
        engine=settings.ocr.engine,
        tesseract_cmd=settings.ocr.tesseract_cmd or None,
        kept=settings.work / "ocr",
        limits=Limits(limits.max_bytes, limits.max_pages, limits.max_pixels, limits.page_seconds),
    )
