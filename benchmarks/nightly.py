"""What a night costs when the corpus is large: a first run, and one on which nothing has changed.

Small documents of one page, each an agreement of its own, in folders of a hundred.
"""

from __future__ import annotations

import random
from pathlib import Path

import material
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

_FOLDER = 100
_PLACES = ("Arboga", "Fagersta", "Hallstahammar", "Kungsör", "Köping", "Norberg", "Sala", "Surahammar", "Västerås")
_MATTERS = ("familjecentral", "ungdomsmottagning", "hjälpmedel", "elevhälsa", "missbruksvård", "färdtjänst")
_LINES = (
    "Samverkansavtal {number} om {matter}",
    "Parter: {place} kommun och Region Västmanland. Dnr KS {year}/{number}.",
    "Avtalet gäller från och med den 1 januari {year} till och med den 31 december {end}.",
    "Om avtalet inte sägs upp senast 3 månader före avtalstidens utgång förlängs det med ett år i taget.",
)
_OWN_LINES, _OWN_WORDS = 6, 10
"""Words of each document's own, picked by chance, so that no two are taken for two scans of one."""


def corpus(folder: Path, documents: int, seed: int = 1) -> None:
    """Write so many agreements below a folder."""
    chance, words = random.Random(seed), sorted({word for text in material.running_texts() for word in text.split()})
    for number in range(documents):
        year = chance.randint(2005, 2026)
        place, matter = chance.choice(_PLACES), chance.choice(_MATTERS)
        said = {"number": number, "place": place, "matter": matter, "year": year, "end": year + 2}
        path = folder / f"{number // _FOLDER:03}" / f"{number:05}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        canvas = Canvas(str(path), pagesize=A4, invariant=True)
        own = [" ".join(chance.choices(words, k=_OWN_WORDS)) for _ in range(_OWN_LINES)]
        for line, text in enumerate([one.format(**said) for one in _LINES] + own):
            canvas.setFont("Helvetica-Bold" if line == 0 else "Helvetica", 16 if line == 0 else 10)
            canvas.drawString(60, 760 - 40 * line, text[:90])
        canvas.save()
