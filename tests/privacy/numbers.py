"""Personal identity numbers for the tests: invented days of birth, and every way in which a number is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from hypothesis import strategies as st

from pipeline.domain.org_number import luhn

FORMS: dict[str, Callable[[str, str, str], str]] = {
    "hyphen": lambda century, date, last: f"{date}-{last}",
    "century": lambda century, date, last: f"{century}{date}-{last}",
    "bare": lambda century, date, last: date + last,
    "bare with century": lambda century, date, last: century + date + last,
    "a hundred years": lambda century, date, last: f"{date}+{last}",
    "spaces around": lambda century, date, last: f"{date} - {last}",
    "space alone": lambda century, date, last: f"{date} {last}",
    "century and space": lambda century, date, last: f"{century}{date} {last}",
    "no-break spaces": lambda century, date, last: f"{date}\u00a0-\u00a0{last}",
    "en dash": lambda century, date, last: f"{date}\u2013{last}",
    "en dash and spaces": lambda century, date, last: f"{century}{date} \u2013 {last}",
    "non-breaking hyphen": lambda century, date, last: f"{date}\u2011{last}",
    "minus": lambda century, date, last: f"{date}\u2212{last}",
    "soft hyphen": lambda century, date, last: f"{date}\u00ad{last}",
    "full width": lambda century, date, last: "".join(chr(ord(c) + 0xFEE0) for c in f"{century}{date}-{last}"),
    "full width, bare": lambda century, date, last: "".join(chr(ord(c) + 0xFEE0) for c in date + last),
    "broken at the hyphen": lambda century, date, last: f"{date}-\n{last}",
    "broken before it": lambda century, date, last: f"{century}{date}\n-{last}",
    "broken in the last four": lambda century, date, last: f"{date}-{last[:2]}\n{last[2:]}",
    "pairs": lambda century, date, last: f"{date[:2]} {date[2:4]} {date[4:]} - {last}",
    "boxes of a form": lambda century, date, last: " ".join(f"{date}-{last}"),
    "boxes without hyphen": lambda century, date, last: " ".join(date + last),
    "ISO": lambda century, date, last: f"{century}{date[:2]}-{date[2:4]}-{date[4:]}-{last}",
    "OCR: point": lambda century, date, last: f"{date}.{last}",
    "OCR: tilde": lambda century, date, last: f"{century}{date}~{last}",
    "OCR: letter O": lambda century, date, last: f"{date}-{last}".replace("0", "O", 3),
    "OCR: letter l": lambda century, date, last: f"{century}{date}-{last}".replace("1", "l", 3),
}


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str, str]:
    """Century, six digits of a day and the last four of a valid number, co-ordination numbers among them."""
    year, month = draw(st.integers(0, 99)), draw(st.integers(1, 12))
    day = draw(st.integers(1, 28)) + draw(st.sampled_from((0, 60)))
    date = f"{year:02}{month:02}{day:02}"
    serial = f"{draw(st.integers(1, 999)):03}"
    check = next(c for c in "0123456789" if luhn(date + serial + c))
    return draw(st.sampled_from(("19", "20"))), date, serial + check


def tells(text: str, date: str, last: str) -> bool:
    """Whether a number's last four digits stand behind its day in a text, whatever stands between the digits."""
    plain = unicodedata.normalize("NFKC", text)
    return re.search(r"\D{0,6}".join(date + last), plain) is not None
