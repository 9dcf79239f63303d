"""The net tone of a pair over time."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

import detente
from detente.display.tones import signed
from detente.net import Mean
from detente.plot.canvas import EDGES, colour, label, new_axes, nothing
from detente.plot.rows import column, column_names, is_null, listed, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt
    from matplotlib.axes import Axes

    from detente.plot.rows import Data, Row, Rows

    _Period = Literal["day", "week", "month", "year"]

PERIODS = ("day", "week", "month", "year")


def timeline(
    data: Data,
    dates: Iterable[Any] | str,
    *,
    source: str | None = None,
    target: str | None = None,
    by: _Period = "month",
    ax: Axes | None = None,
) -> Axes:
    """The net tone of a source toward a target in each day, week, month or year, with the number of directed tones.

    Points are net tones, weighted as those of :attr:`detente.Document.dyads`; a line joins periods that
    follow each other without a gap. Bars at the bottom, on axes of their own, are the numbers.

    :param data: as of :func:`dyads`.
    :param dates: the date of each text, in the order of the batch: ``datetime`` objects, dates, numpy's
        ``datetime64``, or strings as in ISO 8601; texts without one (``None``, ``NaT``) are left out. For a
        frame without the column document, the date of each row. Or the name of a column of dates.
    :param source: the id or the name of an actor; without it, any.
    :param target: as `source`.
    :param by: the period; weeks begin on Monday.
    :param ax: axes to draw on; without them a new figure is made.
    :raises ImportError: if matplotlib is not installed.
    :raises TypeError: if `data` or a date is none of these.
    :raises ValueError: if `by` or a date is none of the allowed, if no directed tone has the source or the
        target, or if there are not as many dates as texts.

    >>> import detente
    >>> texts = ["Norway thanked Iceland.", "Norway condemned Iceland.", "Norway praised Iceland."]
    >>> batch = detente.Analyzer().analyze_batch(texts)
    >>> dates = ["2025-01-10", "2025-02-03", "2025-02-20"]
    >>> ax = detente.plot.timeline(batch, dates, source="NOR", target="Iceland")
    >>> ax.get_title(loc="left")
    'Norway → Iceland'
    """
    if by not in PERIODS:
        raise ValueError(f"by must be one of {', '.join(map(repr, PERIODS))}, not {by!r}")
    rows = rows_of(data)
    days = _days(data, dates, rows)
    ids = [
        None if wanted is None else rows.actor(wanted, role)
        for wanted, role in ((source, "source"), (target, "target"))
    ]
    bins: dict[datetime.date, Mean] = {}
    for row in rows.rows:
        day = days[row.index]
        if day is not None and ids[0] in (None, row.source) and ids[1] in (None, row.target):
            bins.setdefault(_period(day, by), Mean()).add(row.tone, row.confidence, row.count)
    ax = new_axes(ax, (8, 3.6))
    ax.set_title(
        " → ".join("anyone" if actor is None else label(rows.name(actor)) for actor in ids),
        loc="left",
        fontsize="medium",
    )
    if not bins:
        return nothing(ax, "no directed tone")
    _draw(ax, dict(sorted(bins.items())), by)
    return ax


def _draw(ax: Axes, bins: dict[datetime.date, Mean], by: _Period) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num

    starts = list(bins)
    x: npt.NDArray[np.float64] = date2num(starts)  # type: ignore[no-untyped-call, unused-ignore]
    wide = date2num([_next(start, by) for start in starts]) - x  # type: ignore[no-untyped-call, unused-ignore]
    tones = [mean.tone for mean in bins.values()]
    counts = [mean.count for mean in bins.values()]
    centre = x + wide / 2
    bars = ax.twinx()
    bars.bar(centre, counts, 0.9 * wide, color="0.5", alpha=0.3, zorder=0)
    # The bars take the lowest fifth.
    bars.set(ylim=(0, 5 * max(counts)))
    bars.set_yticks([0, max(counts)])
    bars.set_ylabel("directed tones", loc="bottom", fontsize="small")
    bars.tick_params(labelsize="small")
    bars.spines[:].set_visible(False)
    ax.set_zorder(bars.get_zorder() + 1)
    ax.patch.set_visible(False)
    ax.axhline(0, color="0.5", lw=0.8, zorder=1)
    for edge in EDGES[1:-1]:
        ax.axhline(edge, color="0.5", lw=0.5, ls=":", alpha=0.6, zorder=1)
    for first in _runs(starts, by):
        ax.plot(centre[first], np.array(tones)[first], color="0.45", lw=1.2, zorder=2)
    ax.scatter(
        centre,
        tones,
        s=45,
        color=[colour(tone) for tone in tones],
        edgecolors="0.25",
        linewidths=0.7,
        zorder=3,
    )
    ax.set(ylim=(-1.05, 1.05), ylabel="net tone")
    margin = max(wide[0] / 4, (x[-1] - x[0]) / 50)
    ax.set_xlim(x[0] - margin, x[-1] + wide[-1] + margin)
    ax.set_yticks(EDGES, [signed(edge, 1) for edge in EDGES])
    locator = AutoDateLocator(minticks=3, maxticks=9)  # type: ignore[no-untyped-call, unused-ignore]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call, unused-ignore]
    ax.spines[["top", "right"]].set_visible(False)


def _runs(starts: list[datetime.date], by: _Period) -> list[slice]:
    """The stretches of periods that follow each other."""
    cuts = [0, *(n for n in range(1, len(starts)) if starts[n] != _next(starts[n - 1], by)), len(starts)]
    return [slice(a, b) for a, b in zip(cuts, cuts[1:], strict=False)]


def _period(day: datetime.date, by: _Period) -> datetime.date:
    """The first day of the period that holds `day`."""
    if by == "week":
        # The calendar has no day before the first of year 1, a Monday.
        return day - datetime.timedelta(days=day.weekday())
    return day.replace(month=day.month if by != "year" else 1, day=day.day if by == "day" else 1)


def _next(start: datetime.date, by: _Period) -> datetime.date:
    """The first day of the next period."""
    if by == "day" or by == "week":
        return start + datetime.timedelta(days=1 if by == "day" else 7)
    if by == "month" and start.month < 12:
        return start.replace(month=start.month + 1)
    return start.replace(year=start.year + 1, month=1)


def _days(data: Data, dates: Iterable[Any] | str, rows: Rows) -> dict[int, datetime.date | None]:
    """The day of each row by its index."""
    if isinstance(dates, str):
        if dates not in (names := _columns(data)):
            raise ValueError(
                f"the data have no column {dates!r} of dates; their columns: {', '.join(names) or 'none'}"
            )
        values = column(data, dates)
        return {row.index: _day(values[row.index], row.index) for row in rows.rows}
    values = listed(dates)
    n_texts = 1 + max((row.document for row in rows.rows), default=-1)
    # A frame does not show the texts at its end in which nothing was found.
    n_batch = len(data) if isinstance(data, detente.Batch) else None
    if len(values) < n_texts or n_batch not in (None, len(values)):
        raise ValueError(f"{len(values)} dates for {n_batch or n_texts} texts")
    days = [_day(value, number) for number, value in enumerate(values)]
    return {row.index: _of(days, row) for row in rows.rows}


def _of(days: list[datetime.date | None], row: Row) -> datetime.date | None:
    return days[row.document] if row.document >= 0 else None


def _columns(data: Any) -> list[str]:
    has_columns = isinstance(data, dict) or hasattr(data, "column_names") or hasattr(data, "columns")
    return [str(name) for name in column_names(data)] if has_columns else []


def _day(value: Any, number: int) -> datetime.date | None:
    if is_null(value):
        return None
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[D]").item()
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValueError(f"date {number} is not as in ISO 8601: {value!r}") from None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    raise TypeError(f"date {number} is {type(value).__name__}, no date")
