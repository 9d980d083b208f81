"""Files that try the program by their name or place: links, pipes, twins, names that no text can hold, no permission.

POSIX only: Windows knows neither such names nor such files.
"""

from __future__ import annotations

import os
import socket
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.pdf_writing import agreement
from tests.hostile.variant import ROW, one

_LONGEST = 255
"""Bytes in a file name, on most disks."""
_SPARSE = 10**12
"""Bytes of a file that takes no room on the disk: to read it takes an hour."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file that is laid somewhere below a folder, and what must come of it; `expected` is empty for no document."""

    category: str
    name: str
    lay: Callable[[Path], object]
    expected: frozenset[str]


def places() -> Iterator[Place]:
    """All of them."""
    yield from names()
    yield from links()
    yield from special()


def names() -> Iterator[Place]:
    """Good agreements with awkward names; two of a name that differ only in case, or in how letters are composed."""
    whole = agreement()
    apart = unicodedata.normalize("NFD", "överenskommelse åäö.pdf")
    awkward = (
        "rad\nbrytning.pdf", "tabb\ttecken.pdf", "retur\rhär.pdf", "\x1b[31mröd.pdf", "citat\"tecken'.pdf",
        "<b>fet&amp;.pdf",
        "=1+1.pdf", "+46 avtal.pdf", "@SUM(A1).pdf", "-x.pdf", ";semi,komma.pdf", "50%.pdf", "a#b?c.pdf", "%00.pdf",
        "C:\\windows\\avtal.pdf", "a..pdf", " .pdf", "mellanslag .pdf ", "avtal.pdf.", "con.pdf", "*.pdf",
        "\u202efdp.exe.pdf", "noll\u200bbredd.pdf", "😀.pdf", "{0}{name}.pdf", "%s%n.pdf", "$(touch x).pdf", "`id`.pdf",
        os.fsdecode(b"v\xe4ster\xe5s.pdf"), os.fsdecode(b"\xff\xfe.pdf"), "A" * (_LONGEST - 4) + ".pdf",
        "å" * ((_LONGEST - 4) // 2) + ".pdf", apart, unicodedata.normalize("NFC", apart), "tvilling.pdf",
        "TVILLING.PDF", "Tvilling.Pdf", "a/" * 60 + "djupt.pdf", "mapp.pdf/inuti.pdf",
    )  # fmt: skip
    for name in awkward:
        is_document = name.lower().endswith(".pdf")
        yield Place("names", name, lambda path: path.write_bytes(whole), one(ROW) if is_document else frozenset())
    hidden = (".dold.pdf", "._avtal.pdf", ".mapp/avtal.pdf")
    for name in hidden:
        yield Place("names", name, lambda path: path.write_bytes(whole), frozenset())


def links() -> Iterator[Place]:
    """Links, which are never followed: to files and folders inside and outside of the corpus, broken, in a circle."""
    refused = one("not_a_file")
    yield Place("links", "vanlig.pdf", lambda path: path.write_bytes(agreement()), one(ROW))
    yield Place("links", "till-fil.pdf", lambda path: path.symlink_to("vanlig.pdf"), refused)
    yield Place("links", "ut-ur.pdf", lambda path: path.symlink_to("/etc/passwd"), refused)
    yield Place("links", "bruten.pdf", lambda path: path.symlink_to("finns-inte.pdf"), refused)
    yield Place("links", "slinga.pdf", lambda path: path.symlink_to("slinga.pdf"), refused)
    yield Place("links", "till-mapp.pdf", lambda path: path.symlink_to(".", target_is_directory=True), refused)
    yield Place("links", "till-nollenhet.pdf", lambda path: path.symlink_to("/dev/zero"), refused)
    yield Place("links", "uppat", lambda path: path.symlink_to("..", target_is_directory=True), frozenset())
    yield Place("links", "runt", lambda path: path.symlink_to("runt"), frozenset())
    yield Place("links", "hard.pdf", lambda path: path.hardlink_to(path.with_name("vanlig.pdf")), one(ROW))


def special() -> Iterator[Place]:
    """What is no ordinary file, may not be read, or is larger than any document."""
    yield Place("special", "ror.pdf", os.mkfifo, one("not_a_file"))
    yield Place("special", "uttag.pdf", _socket, one("not_a_file"))
    yield Place("special", "last.pdf", lambda path: (path.write_bytes(agreement()), path.chmod(0)), one("not_opened"))
    yield Place(
        "special", "bara-skriva.pdf", lambda path: (path.write_bytes(b"x"), path.chmod(0o200)), one("not_opened")
    )
    yield Place("special", "glest.pdf", _sparse, one("too_large"))
    yield Place("special", "forbjuden/avtal.pdf", _in_closed_folder, frozenset())
    yield Place("special", "diarium-ror.csv", os.mkfifo, frozenset())


def lay(wanted: Sequence[Place], corpus: Path) -> None:
    """Lay them below the folder of their category; what this disk cannot hold is left out."""
    for place in wanted:
        path = corpus / place.category / place.name
        with suppress(OSError, ValueError):
            path.parent.mkdir(parents=True, exist_ok=True)
            place.lay(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        folder = os.open(path.parent, os.O_RDONLY)  # its own path may be too long for a socket
        try:
            made.bind(f"/proc/self/fd/{folder}/{path.name}")
        finally:
            os.close(folder)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(_SPARSE)


def _in_closed_folder(path: Path) -> None:
    path.write_bytes(agreement())
    path.parent.chmod(0)
