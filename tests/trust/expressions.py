"""All regular expressions of the program, from a process in which it does all that it does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.trust.collect import ROOT, Compiled, written

LINES = (
    "Avtal om samverkan kring ungdomsmottagning",
    "Mellan Västerås stad (212000-2080), nedan kallad staden, Region Norrskog och Sjövik har följande avtal träffats.",
    "Avtalet gäller från och med den 1 januari 2012 till och med den 31 december 2013 och förlängs med ett år i taget.",
    "Avtalet kan förlängas, dock högst två gånger. Sjöviks kommun deltar.",
    "Syftet med avtalet är att parterna gemensamt ska driva en ungdomsmottagning i centrum för polisens ungdomar.",
    "Diarienummer KS 2014/10. Avtalet ersätter avtal om ungdomsmottagning 2009-2011.",
    "Västerås den 3 maj 2012. Anna Andersson, socialchef (ordförande)",
)


def compiled(folder: Path) -> frozenset[Compiled]:
    """What is compiled while two documents of ours are read and published in a folder."""
    for owner in ("västerås", "sala"):
        path = folder / "corpus" / owner / "avtal.pdf"
        path.parent.mkdir(parents=True)
        canvas = Canvas(str(path))
        for number, line in enumerate((owner, *LINES)):
            canvas.setFont("Helvetica-Bold" if number == 1 else "Helvetica", 18 if number == 1 else 9)
            canvas.drawString(60, 780 - 40 * number, line)
        canvas.save()
    target = folder / "found.json"
    command = [sys.executable, "-m", "tests.trust.collect", str(folder / "corpus"), str(folder / "out"), str(target)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=400)
    return frozenset(Compiled(**one) for one in json.loads(target.read_text(encoding="utf-8")))


def different(found: frozenset[Compiled]) -> tuple[Compiled, ...]:
    """Those and the ones that the source says outright, each once, in a stable order."""
    every = {(str(one.given), one.flags): one for one in found}
    every |= {(str(one.given), one.flags): one for *_, one in written() if one}
    return tuple(sorted(every.values(), key=lambda one: (one.file, one.line, one.source, one.flags)))
