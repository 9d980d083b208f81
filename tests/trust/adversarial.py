"""Text that is as hard as can be for a regular expression, told by the expression's own parse tree.

An expression is slow where a repetition can give back what it took and the rest then fails: again for every length that
it can have, and again from every place where it can begin. So each repetition is fed with what it accepts, behind what
leads to it, with an ending that nothing accepts; and what leads to it is repeated too.
"""

from __future__ import annotations

import re
import re._compiler as sre_compile
import re._constants as sre
import re._parser as sre_parse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

GENERIC = (
    " ", "1", "1.", "1 ", "a ", "a", "å", "A", "Aa ", "-", "\n", ".", "(", ")", "[", "\t", "_", "a-", "a.", "1/", "a\n",
    "1-", '"', ", ", "aB", "1 a", "2014-12-31 ", "och ", "\u00a0",
)  # fmt: skip
"""What many expressions repeat: white space, figures, letters, signs, short words."""

ENDINGS = ("\x00", "")
_LETTERS = "a1 .-A_å,\n/(:\t|x"
_MOST_SAMPLES = 6
_FEW = 14
"""With no more attacks than these of an expression's own, no more of the general ones are tried either."""

Node = tuple[Any, Any]
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_AROUND = (sre.ASSERT, sre.ASSERT_NOT)
_EMPTY = (sre.AT, *_AROUND)


@dataclass(frozen=True, slots=True)
class Attack:
    """What leads to a repetition, what it repeats, what comes behind."""

    lead: str
    unit: str
    ending: str

    def text(self, length: int) -> str:
        """About so many characters."""
        return self.lead + self.unit * (length // len(self.unit)) + self.ending


def attacks(pattern: re.Pattern[Any], most: int) -> Iterator[Attack]:
    """What to try on an expression: what is hard for many, and as `most` so many that are hard for this one."""
    units = dict.fromkeys(("", unit) for unit in (GENERIC if most > _FEW else GENERIC[:_FEW]))
    units |= dict.fromkeys(islice(_units(pattern), most))
    for lead, unit in units:
        for ending in ENDINGS[: 2 if most > _FEW and not lead else 1]:
            yield Attack(lead, unit, ending)


@dataclass(frozen=True, slots=True)
class Worst:
    """The attack that takes an expression longest, the text's length, the seconds of the processor."""

    attack: Attack
    length: int
    seconds: float


def worst(source: str | bytes, flags: int, length: int, most: int) -> Worst:
    """What takes the expression longest, of texts of one length.

    Seconds are those of the processor, so that a busy machine makes nothing slow.
    """
    pattern: re.Pattern[Any] = re.compile(source, flags)
    tried = (Worst(attack, length, seconds(pattern, attack.text(length))) for attack in attacks(pattern, most))
    return max(tried, key=lambda one: one.seconds)


def seconds(pattern: re.Pattern[Any], text: str) -> float:
    """Of the processor, for finding all in a text and then asking whether it fits as a whole."""
    given = text.encode("utf-8", errors="replace") if isinstance(pattern.pattern, bytes) else text
    begun = time.process_time()
    for _ in pattern.finditer(given):
        pass
    pattern.fullmatch(given)
    return time.process_time() - begun


def _units(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """Leads and what to repeat behind them: for each repetition of the expression, and the leads themselves."""
    source = pattern.pattern
    tree = sre_parse.parse(source.decode("latin-1") if isinstance(source, bytes) else source, pattern.flags)
    for lead, inside in _repetitions(tree, "", tree.state):
        for unit in inside:
            yield lead, unit
            if lead:
                yield "", lead + unit
                yield "", lead
            yield "", unit
    for whole in _samples(tree, tree.state):
        if whole:
            yield "", whole
            yield "", whole[:-1] or whole


def _repetitions(tree: Sequence[Node], lead: str, state: Any) -> Iterator[tuple[str, Sequence[str]]]:
    """Each repetition: what leads to it, and a few texts that it accepts once."""
    for op, av in tree:
        if op in _REPEATS:
            _, most, body = av
            inside = [one for one in _samples(body, state) if one]
            if most > 1 and inside:
                yield lead, inside
            yield from _repetitions(body, lead, state)
        elif op is sre.SUBPATTERN:
            yield from _repetitions(av[-1], lead, state)
        elif op is sre.ATOMIC_GROUP:
            yield from _repetitions(av, lead, state)
        elif op is sre.BRANCH:
            for one in av[1]:
                yield from _repetitions(one, lead, state)
        elif op in _AROUND:
            yield from _repetitions(av[1], lead, state)
        lead += next(iter(_samples([(op, av)], state)), "")


def _samples(tree: Sequence[Node], state: Any) -> list[str]:
    """A few texts that a part of an expression accepts, the simplest first; assertions are passed over."""
    found = [""]
    for op, av in tree:
        if op in _EMPTY:
            continue
        parts = _of_node(op, av, state)
        found = [f"{before}{after}" for after in parts for before in found][:_MOST_SAMPLES] or found
    return found


def _of_node(op: Any, av: Any, state: Any) -> list[str]:
    if op is sre.LITERAL:
        return [chr(av)]
    if op in (sre.IN, sre.ANY, sre.NOT_LITERAL, sre.CATEGORY):
        accepts = sre_compile.compile(sre_parse.SubPattern(state, [(op, av)]))  # type: ignore[arg-type]
        fitting = [c for c in _LETTERS if accepts.fullmatch(c)]
        return (fitting or [c for c in map(chr, range(0x2FF)) if accepts.fullmatch(c)])[:_MOST_SAMPLES]
    if op in _REPEATS:
        least, most, body = av
        count = max(least, 1) if most else 0
        return [one * count for one in _samples(body, state)]
    if op is sre.SUBPATTERN:
        return _samples(av[-1], state)
    if op is sre.ATOMIC_GROUP:
        return _samples(av, state)
    if op is sre.BRANCH:
        return [one for branch in av[1] for one in _samples(branch, state)[:2]][:_MOST_SAMPLES]
    return [""]  # references back and conditions: what they repeat is tried where it stands first
