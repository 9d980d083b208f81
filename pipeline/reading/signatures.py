"""Digital signatures in a PDF: on which days they say that they were made.

Read from the signature dictionary (ISO 32000-1, 12.8.1: the entry M) or, where that lacks a time, from the signed
attributes of the signature itself (PKCS #9, RFC 2985, 5.3.3: signingTime). Only what the file says is read: nobody
checks that a signature is genuine, that its certificate is valid or that the file is unchanged since.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pypdfium2.raw as pdfium_c

_HERE = ZoneInfo("Europe/Stockholm")
_TIMESTAMP = "ETSI.RFC3161"
"""A document timestamp (ISO 32000-2, 12.8.5): a clock has seen the file, nobody has signed it."""
_TIME = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)?(\d\d)?)?\s*(?:(Z)|([+-])(\d\d)'?(\d\d)?)?")
"""ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm'."""
_SIGNING_TIME = re.compile(
    rb"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x05\x31.(?:\x17.(?P<short>\d{10,12})|\x18.(?P<full>\d{12,14}))",
    re.DOTALL,
)
"""In DER: the attribute's identifier 1.2.840.113549.1.9.5, and a set of one UTCTime (two digits of the year, 50 and
above in the 1900s) or GeneralizedTime, both in UTC. The first is the signer's, a timestamp's own comes behind it."""


def signing_days(path: Path) -> tuple[date, ...]:
    """The days of a PDF's digital signatures, each once and in order; none where PDFium cannot open the file.

    A day is that of the signature's own time zone, or of Sweden's where it is given in UTC.
    """
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return tuple(sorted(set(_days(pdf))))
    except pypdfium2.PdfiumError:
        return ()


def _days(pdf: pypdfium2.PdfDocument) -> Iterator[date]:
    for index in range(pdfium_c.FPDF_GetSignatureCount(pdf.raw)):
        signature = pdfium_c.FPDF_GetSignatureObject(pdf.raw, index)
        if not signature or _string(pdfium_c.FPDFSignatureObj_GetSubFilter, signature) == _TIMESTAMP:
            continue
        day = day_stated(_string(pdfium_c.FPDFSignatureObj_GetTime, signature))
        day = day or day_signed(_bytes(pdfium_c.FPDFSignatureObj_GetContents, signature))
        if day:
            yield day


def day_stated(time: str) -> date | None:
    """The day of a PDF time, None for what is none.

    >>> day_stated("D:20231214233012+01'00'"), day_stated("D:20231214233012Z"), day_stated("D:20231214")
    (datetime.date(2023, 12, 14), datetime.date(2023, 12, 15), datetime.date(2023, 12, 14))
    >>> day_stated("D:20231399"), day_stated("")
    (None, None)
    """
    match = _TIME.match(time)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    in_utc = match[7] or (match[8] and not int(match[9]) and not int(match[10] or 0))
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None
    return moment.astimezone(_HERE).date() if in_utc and match[4] else moment.date()


def day_signed(signature: bytes) -> date | None:
    """The day of the signing time in a PKCS #7 signature, None where it has none."""
    match = _SIGNING_TIME.search(signature)
    if not match:
        return None
    digits = (match["short"] or match["full"]).decode()
    if match["short"]:
        digits = f"{'19' if digits >= '50' else '20'}{digits}"
    return day_stated(f"D:{digits}Z")


def _string(ask: Callable[..., int], signature: object) -> str:
    return _bytes(ask, signature).rstrip(b"\0").decode("ascii", errors="replace")


def _bytes(ask: Callable[..., int], signature: object) -> bytes:
    """What a PDFium function writes that is called twice: for the length, and with a buffer of it."""
    length = int(ask(signature, None, 0))
    buffer = ctypes.create_string_buffer(length)
    ask(signature, buffer, length)
    return buffer.raw
