"""How papers look that are no agreements: the words of labels, decisions, letters, forms, lists (`kinds.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from pipeline.domain.text import Text
from pipeline.lexicon import Table

_TOP = 700
"""Characters from the start of the body in which a label stands."""
_TOP_LINES = 8
"""No label stands below this many lines; shorter ones than `_STRAY` are specks of a scan."""
_STRAY = 3
_BELOW_TITLE = 2
_LABEL_WORDS = 14
_ROWS = 3
"""A table with this many rows below its heads lists agreements; a block of metadata has one."""
_HEAD_WORDS = (3, 16)
_SENTENCE = 160
"""Characters before a phrase in which its sentence says that it is a condition."""
_BREAK = re.compile(r"\s[\u2013\u2014-]\s|[:.]\s")
_MARKS = re.compile(r"^[\"\u201d\u00bb'|.:; ]+")


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The table `papers` of the lexicon, compiled."""

    label: re.Pattern[str]
    fillable: re.Pattern[str]
    about: re.Pattern[str]
    model: re.Pattern[str]
    report: re.Pattern[str]
    report_first: re.Pattern[str]
    report_last: re.Pattern[str]
    law: re.Pattern[str]
    decision_title: re.Pattern[str]
    template: re.Pattern[str]
    annex: re.Pattern[str]
    decision: re.Pattern[str]
    decision_phrase: re.Pattern[str]
    condition: re.Pattern[str]
    decision_weak: re.Pattern[str]
    letter: re.Pattern[str]
    notice: re.Pattern[str]
    mail: re.Pattern[str]
    web: re.Pattern[str]
    meeting: re.Pattern[str]
    invoice: re.Pattern[str]
    invitation: re.Pattern[str]
    nobody: re.Pattern[str]
    form: re.Pattern[str]
    contents_line: re.Pattern[str]
    contents_entry: re.Pattern[str]
    listed_parties: re.Pattern[str]
    listed_validity: re.Pattern[str]
    method: re.Pattern[str]

    @classmethod
    def from_table(cls, table: Table) -> PaperWords:
        """Compile the table. Raises KeyError for an expression that it lacks."""
        return cls(**{f.name: re.compile(table[f.name], re.IGNORECASE | re.MULTILINE) for f in fields(cls)})

    def label_of(self, text: Text, title: str) -> str | None:
        """The type that a label gives the paper: around its title, or in a running head."""
        for line in [*_near(text, title), *text.margins.split("\n")]:
            if self._is_entry(line) and len(line.split()) > 1 and "\t" not in line:
                continue
            for cell in line.split("\t"):
                plain = _MARKS.sub("", cell.strip())
                found = self.label.match(plain)
                if found and (_is_label(plain, found.end()) or self.model.match(plain)):
                    return found.group().lower()
        return None

    def about_of(self, text: Text, title: str) -> str | None:
        """The words of a line by the title that say that the paper is about an agreement («Uppföljning av avtalet»)."""
        found = (self.about.match(_MARKS.sub("", line)) for line in _near(text, title))
        return next((match.group(1).lower() for match in found if match), None)

    def is_contents(self, text: Text) -> bool:
        """Whether most lines are those of a table of contents."""
        lines = [line for line in text.content[: text.margin_start].split("\n") if line.strip()]
        entries = [line for line in lines if self._is_entry(line)]
        leading = any(not line[:1].isdecimal() for line in entries)
        return leading and len(entries) > 0.5 * len(lines)

    def _is_entry(self, line: str) -> bool:
        """Whether it is a line of a table of contents; the expression is slow on the lines that do not end in one."""
        return line.rstrip()[-1:].isdecimal() and bool(self.contents_line.match(line))

    def lists_contents(self, text: Text) -> bool:
        """Whether it holds a list of contents, whatever stands around that."""
        return len(self.contents_entry.findall(text.content[: text.margin_start])) > 1

    def lists_agreements(self, text: Text) -> bool:
        """Whether it holds a table of agreements: heads for parties and validity side by side, rows below."""
        lines = text.content[: text.margin_start].split("\n")
        return any(
            self._is_table_head(line)
            and sum(1 for row in lines[index + 1 : index + 16] if row.count("\t") > 1) >= _ROWS
            for index, line in enumerate(lines)
        )

    def decides(self, text: Text) -> bool:
        """Whether it carries what only decisions carry, on its first page and at least twice."""
        body = text.content[: text.margin_start]
        page = text.pages[0]
        first = max(
            (line.end for line in text.lines if line.page == page and line.start < len(body)), default=len(body)
        )
        margins = text.margins
        early = self._strong(body[:first]) | self._strong(margins)
        strong = early | self._strong(body)
        weak = {m.group(1).lower() for m in self.decision_weak.finditer(body)}
        return bool(early) and len(strong) + len(weak) // 2 > 1

    def governs(self, title: str, kind_at: int | None) -> re.Match[str] | None:
        """The title's first word when it names a paper about what follows («Uppföljning av avtalet …»).

        Before a dash or a colon it is only the topic: «Anmälan om oro – rutin för skola och socialtjänst».
        """
        about = self.report_first.search(title)
        if about and kind_at is not None and _BREAK.search(title, about.end(), max(kind_at, about.end())):
            return None
        return about

    def is_form(self, before_signatures: str) -> bool:
        """Whether there are fields to fill in above the place for signatures."""
        return len(self.form.findall(before_signatures)) >= 4

    def describes_method(self, text: Text) -> bool:
        """Whether it is a chapter that describes an activity: for whom, why, how and to what effect."""
        body = text.content[: text.margin_start]
        return len({m.group(1).lower()[:4] for m in self.method.finditer(body)}) > 3

    def _is_table_head(self, line: str) -> bool:
        heads = _HEAD_WORDS[0] <= len(line.split()) <= _HEAD_WORDS[1] and not any(
            c.isdecimal() or c in ":." for c in line
        )
        return heads and bool(self.listed_parties.search(line) and self.listed_validity.search(line))

    def _strong(self, stretch: str) -> set[str]:
        phrases = (
            match
            for match in self.decision_phrase.finditer(stretch)
            if not self.condition.search(stretch[max(0, match.start() - _SENTENCE) : match.start()])
        )
        found = [*self.decision.finditer(stretch), *phrases]
        return {match.group(1).lower() for match in found}


def _near(text: Text, title: str) -> list[str]:
    """The lines above the title and the two below it."""
    top = text.content[: min(_TOP, text.margin_start)].rsplit("\n", 1)[0].split("\n")
    lines = [line for line in top if len(line.strip()) > _STRAY][:_TOP_LINES]
    named = [number for number, line in enumerate(lines, 1) if line.strip().casefold() in title.casefold()]
    return lines[: max(named) + _BELOW_TITLE] if named else lines


def _is_label(cell: str, end: int) -> bool:
    """Whether the words are a label, not the beginning of a sentence."""
    return len(cell.split()) <= _LABEL_WORDS and not cell.endswith((".", ",")) and not cell[end : end + 1].isalnum()
