"""The parts of a tone in hundredths that add up to the number shown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente import Explanation

#: A word that moves the tone by less than this many hundredths is not named: it is one of the others.
NAMED_FROM = 3
#: Nor is one that moves it by less than this share of what the strongest word does.
NAMED_SHARE = 0.15
#: So many words are named at most, the strongest.
NAMED = 12


class Word(NamedTuple):
    """A word, or a few, with what it brought in hundredths."""

    start: int
    end: int
    text: str
    amount: int
    named: bool


class Sum(NamedTuple):
    """A tone and what it is made of, all in hundredths."""

    words: tuple[Word, ...]
    #: What the words without a name brought together.
    others: int
    #: What no single word accounts for.
    rest: int
    total: int


def sum_of(explanation: Explanation) -> Sum:
    """What the tone of `explanation` is made of, rounded so that the parts add up to it."""
    parts = explanation.parts
    total = round(100 * float(f"{explanation.tone:.2f}"))
    amounts = hundredths([part.amount for part in parts], total)
    found = [
        (part.start_char, part.end_char, part.text, amount)
        for part, amount in zip(parts, amounts, strict=True)
        if part.start_char is not None and part.end_char is not None
    ]
    # A mark that moved it is one of the others: its name would say nothing.
    words = [number for number, word in enumerate(found) if any(char.isalnum() for char in word[2])]
    strongest = sorted(words, key=lambda number: -abs(found[number][3]))[:NAMED]
    least = max(NAMED_FROM, NAMED_SHARE * abs(found[strongest[0]][3])) if strongest else 0
    named = {number for number in strongest if abs(found[number][3]) >= least}
    parted = tuple(Word(*word, number in named) for number, word in enumerate(found))
    others = sum(word.amount for word in parted if not word.named)
    return Sum(parted, others, total - sum(word.amount for word in parted), total)


def hundredths(amounts: Sequence[float], total: int) -> list[int]:
    """`amounts` in hundredths, each rounded down or up, so that they add up to `total`.

    Those that are cut most by rounding down are rounded up. Where they come to something else, each is
    rounded to the nearest.
    """
    exact = [100 * amount for amount in amounts]
    rounded = [math.floor(amount) for amount in exact]
    up = total - sum(rounded)
    if not 0 <= up <= len(rounded):
        return [round(amount) for amount in exact]
    for number in sorted(range(len(exact)), key=lambda number: rounded[number] - exact[number])[:up]:
        rounded[number] += 1
    return rounded
