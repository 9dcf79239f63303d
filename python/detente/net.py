"""The net tone of pairs of actors over many directed tones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    _Band = Literal["infuriated", "critical", "neutral", "cordial", "conciliatory"]


@dataclass(frozen=True)
class NetTone:
    """The net tone of one actor toward another, and the number of directed tones behind it."""

    source: str
    target: str
    tone: float
    count: int

    @property
    def band(self) -> _Band:
        """The word for the tone."""
        return band(self.tone)


def band(tone: float) -> _Band:
    """The word for a tone: the one that documents use."""
    if tone <= -0.6:
        return "infuriated"
    if tone <= -0.2:
        return "critical"
    return "neutral" if tone < 0.2 else "cordial" if tone < 0.6 else "conciliatory"


class Mean:
    """The mean of directed tones as dyads take it: weighted by confidence and strength, in whole numbers.

    So the net tone over a batch of one document is the document's, to the last digit.
    """

    def __init__(self) -> None:
        self.count: int = 0
        self._sum = 0
        self._weights = 0

    def add(self, tone: float, confidence: float = 1.0, count: int = 1) -> None:
        """Add a directed tone, or the mean of `count` of them."""
        thousandths = round(1000 * tone)
        # Documents keep a confidence in single precision.
        sure = int(np.float32(1000) * np.float32(min(max(confidence, 0.0), 1.0)))
        weight = count * (sure + 10) * (200 + abs(thousandths))
        self.count += count
        self._sum += thousandths * weight
        self._weights += weight

    @property
    def tone(self) -> float:
        """The mean, in [-1, 1]; 0.0 of none."""
        if not self._weights:
            return 0.0
        size = abs(self._sum) // self._weights
        return (-size if self._sum < 0 else size) / 1000


def net(rows: Iterable[tuple[str, str, float, float, int]]) -> list[NetTone]:
    """The net tone of each ordered pair, by first appearance.

    A row is source, target, tone, confidence and the number of directed tones behind it.
    """
    means: dict[tuple[str, str], Mean] = {}
    for source, target, tone, confidence, count in rows:
        means.setdefault((source, target), Mean()).add(tone, confidence, count)
    return [NetTone(*pair, mean.tone, mean.count) for pair, mean in means.items()]
