"""Why a document, or one of its pages, could not be read: one class per cause.

Every class carries a `code`. What a Swedish reader is told about it, what happened and what to do, stands in
`models/sv/errors.toml` under that code; an exception's own text is English and meant for the log.
"""

from __future__ import annotations

from typing import ClassVar


class DocumentError(Exception):
    """A document that cannot be used; `code` names the cause, `detail` says more to a developer."""

    code: ClassVar[str] = "unexpected"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        """The code, and the detail after it where there is one."""
        return f"{self.code}: {self.detail}" if self.detail else self.code


class EncryptedError(DocumentError):
    """The file opens only with a password (ISO 32000-1, 7.6)."""

    code = "encrypted"


class NotAPdfError(DocumentError):
    """The file is named .pdf and is something else: empty, a web page, a text."""

    code = "not_a_pdf"


class DamagedError(DocumentError):
    """The file, or a page of it, is broken beyond what the PDF and image libraries can mend."""

    code = "damaged"


class NoPagesError(DocumentError):
    """The file opens and has no page."""

    code = "no_pages"


class TooLargeError(DocumentError):
    """The file, or a page of it, is past one of the limits: bytes, pages, pixels or memory."""

    code = "too_large"


class PageTimeoutError(DocumentError):
    """A page took longer than it may."""

    code = "page_timeout"


class EmptyError(DocumentError):
    """No page holds a word, not even after OCR."""

    code = "empty"


class UnsupportedError(DocumentError):
    """A kind of file, or of PDF, whose content the program cannot see (for example a dynamic XFA form)."""

    code = "unsupported"


class ChangingError(DocumentError):
    """The file changed while it was read: it is being copied, or somebody saves it."""

    code = "changing"


class VanishedError(DocumentError):
    """The file was in its folder when the run began, and is not any more."""

    code = "vanished"


class NotOpenedError(DocumentError):
    """The file may not be read by this user, or its disk or network did not answer."""

    code = "not_opened"


class NotAFileError(DocumentError):
    """No ordinary file but a link, which is never followed, or a pipe, a socket or a device, which is never opened."""

    code = "not_a_file"


class UnexpectedError(DocumentError):
    """Anything else: a fault of the program or of the machine, with its story in the log."""

    code = "unexpected"


_CLASSES: tuple[type[DocumentError], ...] = (
    EncryptedError,
    NotAPdfError,
    DamagedError,
    NoPagesError,
    TooLargeError,
    PageTimeoutError,
    EmptyError,
    UnsupportedError,
    ChangingError,
    VanishedError,
    NotOpenedError,
    NotAFileError,
    UnexpectedError,
)
CODES: tuple[str, ...] = tuple(cls.code for cls in _CLASSES)


def error_for(code: str, detail: str = "") -> DocumentError:
    """The error with this code; an unknown code gives `UnexpectedError`.

    >>> error_for("damaged", "no trailer")
    DamagedError('no trailer')
    """
    for cls in _CLASSES:
        if cls.code == code:
            return cls(detail)
    return UnexpectedError(f"{code} {detail}".strip())
