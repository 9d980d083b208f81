"""The document as a file that is the same for the same content, and that tells whether anybody has written in it."""

from __future__ import annotations

import hashlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can tell: no clock stands in it."""

_TEXT = "word/document.xml"


def sealed(document: Document) -> bytes:
    """The file, with a sum of its text among its properties; a program that saves it anew writes other XML."""
    document.core_properties.identifier = _sum(_saved(document))
    target = BytesIO()
    with ZipFile(BytesIO(_saved(document))) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = ZipInfo(name, _WHEN)
            part.compress_type = ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return target.getvalue()


def untouched(content: bytes) -> bool:
    """Whether a file is as `sealed` made it: nobody has saved it in Word or LibreOffice since."""
    try:
        return bool(docx.Document(BytesIO(content)).core_properties.identifier == _sum(content))
    except Exception:  # noqa: BLE001  # whatever it is, it is not what was written here
        return False


def _saved(document: Document) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _sum(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return hashlib.sha256(archive.read(_TEXT)).hexdigest()
