"""Numbers, lengths of time, lists and nouns, as a Swede writes them in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.domain.agreement import Kind
from pipeline.domain.values import Duration
from pipeline.inventory.labels import Labels, Noun, QuantityWords

_WORD = re.compile(r"\w+")


def duration(length: Duration, words: QuantityWords) -> str:
    """A length of time in words: whole years as years, else months and days («arton månader», «30 dagar»)."""
    years, months = divmod(length.months, 12) if length.months % 12 == 0 else (0, length.months)
    parts = [
        one if count == 1 else many.format(n=number(count, words))
        for count, one, many in (
            (years, words.year, words.years),
            (months, words.month, words.months),
            (length.days, words.day, words.days),
        )
        if count
    ]
    return words.last_joiner.join(parts) or words.days.format(n=0)


def number(count: int, words: QuantityWords) -> str:
    """A number as in running text: small ones in words, others in digits."""
    return words.words[count - 1] if 1 <= count <= len(words.words) else str(count)


def times(count: int, words: QuantityWords) -> str:
    """How many times: «en gång», «två gånger»."""
    return words.once if count == 1 else words.times.format(n=number(count, words))


def enumeration(items: Sequence[str], words: QuantityWords) -> str:
    """A list in a sentence: «a», «a och b», «a, b och c»."""
    return words.last_joiner.join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def page_list(pages: Iterable[int], words: QuantityWords) -> str:
    """Page numbers in a sentence, runs of three or more drawn together: «2, 4–7 och 9»."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    parts = [part for run in runs for part in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))]
    return enumeration(parts, words)


def page_span(first: int, last: int) -> str:
    """The pages of an agreement as a cell: «3», «1–3»."""
    return str(first) if first == last else f"{first}–{last}"


def noun(title: str | None, kind: Kind, labels: Labels) -> Noun:
    """What to call a document: the first word of its title that ends in a known noun, else its section's noun."""
    for word in _WORD.findall((title or "").casefold()):
        known = [(len(form), noun) for noun in labels.nouns for form in noun.forms if word.endswith(form)]
        if known:
            return max(known, key=lambda pair: pair[0])[1]
    return labels.default_nouns[kind]


def sentence_case(text: str) -> str:
    """The text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]
