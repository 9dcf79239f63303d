"""The progress bar of a batch."""

from __future__ import annotations

import sys
import time
from typing import Protocol


class Bar(Protocol):
    """What a running batch tells how far it is."""

    def update(self, done: int) -> None:
        """Show that `done` texts are finished."""

    def close(self) -> None:
        """Leave the bar as it stands."""


class TqdmBar:
    """A bar of tqdm, which is a widget in notebooks."""

    def __init__(self, total: int | None) -> None:
        from tqdm.auto import tqdm  # type: ignore[import-untyped, unused-ignore]

        self._bar = tqdm(total=total, unit="text", desc="detente")
        self._done = 0

    def update(self, done: int) -> None:
        """Show that `done` texts are finished."""
        self._bar.update(done - self._done)
        self._done = done

    def close(self) -> None:
        """Leave the bar as it stands."""
        self._bar.close()


class LineBar:
    """A line on standard error that is written anew at most ten times a second."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._start = time.monotonic()
        self._shown_at = 0.0
        self._shown = -1
        self._width = 0

    def update(self, done: int) -> None:
        """Show that `done` texts are finished."""
        now = time.monotonic()
        finished = done == self._total
        if done == self._shown or (now - self._shown_at < 0.1 and not finished):
            return
        rate = done / max(now - self._start, 1e-9)
        total = "" if self._total is None else f" of {self._total:,}"
        line = f"detente: {done:,}{total} texts, {rate:,.0f} a second"
        print(f"\r{line:<{self._width}}", end="", file=sys.stderr, flush=True)
        self._width, self._shown, self._shown_at = len(line), done, now

    def close(self) -> None:
        """Leave the line as it stands."""
        if self._width:
            print(file=sys.stderr)


def bar(total: int | None) -> Bar:
    """A bar for `total` texts, where their number is known: tqdm's where it is installed, else a line on standard error."""
    try:
        return TqdmBar(total)
    except ImportError:
        return LineBar(total)
