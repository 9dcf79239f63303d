"""Plots: what is drawn, read back from the axes."""

from __future__ import annotations

import datetime
import doctest
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import HARD_TEXTS, Run

import detente
from detente.net import net
from detente.plot.layout import places
from detente.plot.rows import rows_of

TEXTS = [
    "Norway thanked Iceland. Peru condemned Chile on Monday.",
    "Chile Rejects Claim\n\nChile accused Peru of lying. Norway praised Iceland. Nobody spoke in Oslo.",
    "Peru threatened Chile with sanctions. Sweden congratulated Norway.",
    "Norway condemned Iceland. Norway condemned Iceland.",
]
DATES = ["2024-12-30", "2025-01-05", "2025-01-20", "2025-03-01"]


@pytest.fixture(autouse=True)
def figures_are_closed() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def batch() -> detente.Batch:
    return detente.Analyzer().analyze_batch(TEXTS)


def drawn(ax: Any) -> Any:
    """Draws the figure, so that a mistake that shows only then shows here."""
    ax.figure.canvas.draw()
    return ax


def test_tone_has_a_bar_for_each_sentence() -> None:
    doc = detente.analyze(TEXTS[1] + "\n\nContact us at editors@example.org.")
    ax = drawn(detente.plot.tone(doc))
    bars = {round(bar.get_x() + bar.get_width() / 2): bar for bar in ax.containers[0]}
    shown = [s for s in doc.sentences if s.kind != "boilerplate"]
    assert set(bars) == {s.index + 1 for s in shown}
    for sentence in shown:
        assert bars[sentence.index + 1].get_height() == pytest.approx(sentence.tone)
        red, _, blue, _ = bars[sentence.index + 1].get_facecolor()
        assert (red > blue) == (sentence.tone < 0) or abs(sentence.tone) < 0.02
    assert [text.get_text() for text in ax.texts] == [
        "infuriated",
        "critical",
        "neutral",
        "cordial",
        "conciliatory",
    ]
    assert doc.sentences[0].kind == "headline"
    (headline,) = [line for line in ax.lines if line.get_label() == "headline"]
    assert (headline.get_xdata()[0], headline.get_ydata()[0]) == (1, doc.sentences[0].tone)
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["headline", f"whole text {doc.tone:+.2f}".replace("-", "−")]


def cells(ax: Any) -> dict[tuple[str, str], tuple[float, int]]:
    """The tones and counts that a matrix shows, by the names at its sides."""
    rows, columns = (
        [label.get_text() for label in labels] for labels in (ax.get_yticklabels(), ax.get_xticklabels())
    )
    found: dict[tuple[str, str], list[str]] = {}
    for text in ax.texts:
        column, row = (round(at) for at in text.xy)
        found.setdefault((rows[row], columns[column]), []).append(text.get_text())
    colours = ax.images[0].get_array()
    for (row, column), (tone, _) in found.items():
        assert colours[rows.index(row), columns.index(column)] == pytest.approx(
            float(tone.replace("−", "-")), abs=0.0051
        )
    assert colours.count() == len(found)
    return {
        pair: (float(tone.replace("−", "-")), int(count.rstrip("×"))) for pair, (tone, count) in found.items()
    }


def test_dyads_of_one_document_are_its_own(article: str) -> None:
    for text in (*TEXTS, article, "\n\n".join(TEXTS)):
        doc = detente.analyze(text)
        assert [(d.source, d.target, d.tone, d.count) for d in net_of(doc)] == [
            (d.source, d.target, d.tone, d.count) for d in doc.dyads
        ]
        assert all(d.band == net_tone.band for d, net_tone in zip(doc.dyads, net_of(doc), strict=True))
        expected = {
            (detente.actor(d.source).name, detente.actor(d.target).name): (round(d.tone, 2), d.count)
            for d in doc.dyads
        }
        assert cells(drawn(detente.plot.dyads(doc, top=20))) == expected


def net_of(data: Any) -> list[Any]:
    return rows_of(data).net()


def test_dyads_of_a_batch_are_those_of_its_directed_tones(batch: detente.Batch) -> None:
    ax = drawn(detente.plot.dyads(batch))
    shown = cells(ax)
    directed = [d for doc in batch if doc for d in doc.directed]
    counts: dict[tuple[str, str], int] = {}
    for d in directed:
        pair = (detente.actor(d.source).name, detente.actor(d.target).name)
        counts[pair] = counts.get(pair, 0) + 1
    assert {pair: count for pair, (_, count) in shown.items()} == counts
    # Thanked and praised once each, condemned twice.
    tone, count = shown["Norway", "Iceland"]
    assert count == 4 and -0.6 < tone < 0.2
    assert shown["Peru", "Chile"][0] < -0.4
    assert ax.images[0].get_clim() == (-1, 1)


def test_every_kind_of_frame_gives_the_same(batch: detente.Batch) -> None:
    expected = net_of(batch)
    table = batch.directed
    frames = [
        table,
        table.to_pandas(),
        table.to_pandas().set_index("source_name", drop=False),
        table.to_polars(),
        pa.table(table),
        pa.table(table).to_pydict(),
        list(batch),
        [None, *batch],
        (doc for doc in batch),
    ]
    for frame in frames:
        assert net_of(frame) == expected, type(frame)
    # Dyads have no confidence, but counts.
    by_dyad = {(d.source, d.target): d for d in net_of(batch.dyads)}
    for pair in expected:
        near = by_dyad[pair.source, pair.target]
        assert near.count == pair.count and abs(near.tone - pair.tone) < 0.15


def test_nulls_in_a_frame_are_left_out() -> None:
    frame = pd.DataFrame(
        {
            "source": ["Ana", None, "Ana", "Ben"],
            "target": ["Ben", "Ben", pd.NA, "Ana"],
            "tone": [0.5, 0.5, 0.5, float("nan")],
        }
    )
    assert [(d.source, d.target, d.tone, d.count) for d in net_of(frame)] == [("Ana", "Ben", 0.5, 1)]
    assert net_of(pl.from_pandas(frame)) == net_of(frame) == net_of(frame.to_dict("list"))


@pytest.mark.parametrize("data", ["a text", 3, [1], pd.DataFrame({"source": ["a"]}), {"tone": []}])
def test_other_data_are_refused(data: Any) -> None:
    with pytest.raises(TypeError, match="expected a Document|no Document|has no column"):
        detente.plot.dyads(data)


def test_the_most_frequent_actors_are_shown(batch: detente.Batch) -> None:
    ax = drawn(detente.plot.dyads(batch, top=2))
    assert set(cells(ax)) == {("Norway", "Iceland")}
    assert "3 more actors left out" in ax.get_xlabel()
    assert len(ax.figure.axes) == 2 and len(detente.plot.dyads(batch, colorbar=False).figure.axes) == 1
    with pytest.raises(ValueError, match="top must be 2 or more"):
        detente.plot.dyads(batch, top=1)


def arrows(ax: Any) -> list[Any]:
    return [text.arrow_patch for text in ax.texts if getattr(text, "arrow_patch", None)]


def test_network_has_a_node_for_each_actor_and_an_arrow_for_each_pair(batch: detente.Batch) -> None:
    ax = drawn(detente.plot.network(batch))
    pairs = sorted(net_of(batch), key=lambda pair: -pair.count)
    names = {detente.actor(actor).name for pair in pairs for actor in (pair.source, pair.target)}
    assert {text.get_text() for text in ax.texts} >= names
    assert len(ax.collections[0].get_offsets()) == len(names)
    assert len(arrows(ax)) == len(pairs)
    for pair, arrow in zip(pairs, arrows(ax), strict=True):
        red, _, blue, _ = arrow.get_facecolor()
        assert (red > blue) == (pair.tone < 0)
    widths = [arrow.get_linewidth() for arrow in arrows(ax)]
    assert widths == sorted(widths, reverse=True) and widths[0] > widths[-1]
    numbers = [text.get_text() for text in ax.texts if text.get_text()[:1] in {"+", "−"}]
    assert numbers == [f"{pair.tone:+.2f}".replace("-", "−") for pair in pairs]
    most = max(pair.count for pair in pairs)
    assert ax.get_title(loc="left") == f"the widest arrow: {most} directed tones"
    often = drawn(detente.plot.network(batch, min_count=2))
    assert len(arrows(often)) == sum(pair.count >= 2 for pair in pairs) > 0


def test_the_same_graph_gives_the_same_places() -> None:
    edges = {(0, 1), (1, 2), (2, 3), (3, 0), (0, 4), (5, 6)}
    first, second = places(7, edges), places(7, set(reversed(sorted(edges))))
    assert np.array_equal(first, second)
    assert np.abs(first).max() <= 1 + 1e-9 and np.ptp(first[:, 0]) == pytest.approx(2)
    apart = np.linalg.norm(first[:, None] - first[None], axis=2)
    # Neighbours are nearer than others, on the mean; no two lie on one place.
    beside = [apart[edge] for edge in edges]
    others = [apart[a, b] for a in range(7) for b in range(a) if not {(a, b), (b, a)} & edges]
    assert np.mean(beside) < 0.8 * np.mean(others) and apart[np.triu_indices(7, 1)].min() > 0.1
    assert places(0, set()).shape == (0, 2) and places(1, set()).tolist() == [[0, 0]]
    assert (
        np.isfinite(places(2, {(0, 1)})).all()
        and np.isfinite(places(30, {(0, n) for n in range(1, 30)})).all()
    )


def points(ax: Any) -> list[tuple[datetime.date, float]]:
    offsets = ax.collections[0].get_offsets()
    return [(mpl.dates.num2date(x).date(), round(float(y), 3)) for x, y in offsets]


def test_timeline_shows_the_net_tone_of_each_month(batch: detente.Batch) -> None:
    ax = drawn(detente.plot.timeline(batch, DATES, source="NOR", target="Iceland"))
    assert ax.get_title(loc="left") == "Norway → Iceland"
    found = points(ax)
    per_text = [[d for d in doc.dyads if (d.source, d.target) == ("NOR", "ISL")] for doc in batch if doc]
    assert [len(dyads) for dyads in per_text] == [1, 1, 0, 1]
    assert [tone for _, tone in found] == [dyads[0].tone for dyads in per_text if dyads]
    assert [(day.year, day.month) for day, _ in found] == [(2024, 12), (2025, 1), (2025, 3)]
    bars = ax.figure.axes[1].containers[0]
    assert [bar.get_height() for bar in bars] == [1, 1, 2]
    # December and January follow each other, March stands alone.
    assert [len(line.get_xdata()) for line in ax.lines if line.get_linewidth() == 1.2] == [2, 1]


def test_timeline_by_other_periods_and_kinds_of_dates(batch: detente.Batch) -> None:
    days = [datetime.date.fromisoformat(date) for date in DATES]
    kinds: list[Any] = [
        DATES,
        days,
        tuple(f"{date}T23:59:59Z" for date in DATES),
        np.array(DATES, "datetime64[ns]"),
        pd.Series(pd.to_datetime(DATES), index=[9, 8, 7, 6]),
        pd.to_datetime(DATES),
        pl.Series(days),
        pa.array(days),
        iter(days),
    ]
    numbers = [len(doc.directed) for doc in batch if doc]
    for kind in kinds:
        ax = detente.plot.timeline(batch, kind, by="week")
        assert [bar.get_height() for bar in ax.figure.axes[1].containers[0]] == [
            numbers[0] + numbers[1],
            *numbers[2:],
        ]
        assert ax.get_title(loc="left") == "anyone → anyone"
    assert len(points(detente.plot.timeline(batch, days, by="day"))) == 4
    assert len(points(detente.plot.timeline(batch, days, by="year"))) == 2
    assert (
        len(points(detente.plot.timeline(batch, [None, pd.NaT, np.datetime64("NaT"), DATES[3]], by="day")))
        == 1
    )
    frame = batch.directed.to_polars().with_columns(
        pl.col("document").replace_strict(dict(enumerate(days))).alias("day")
    )
    for data in (frame, frame.to_pandas()):
        assert points(detente.plot.timeline(data, "day", source="PER")) == points(
            detente.plot.timeline(batch, days, source="PER")
        )


def test_timeline_of_a_frame_without_documents_has_a_date_a_row() -> None:
    frame = {"source": ["Ana"] * 3, "target": ["Ben"] * 3, "tone": [0.5, -0.5, 0.1]}
    assert [tone for _, tone in points(detente.plot.timeline(frame, DATES[1:]))] == [
        pytest.approx(-0.02, abs=0.1),
        0.1,
    ]
    with pytest.raises(ValueError, match="2 dates for 3 texts"):
        detente.plot.timeline(frame, DATES[:2])


def test_timeline_says_what_is_wrong(batch: detente.Batch) -> None:
    with pytest.raises(
        ValueError, match="no directed tone has the source 'Peru Republic'.*'NOR' \\(Norway\\)"
    ):
        detente.plot.timeline(batch, DATES, source="Peru Republic")
    with pytest.raises(ValueError, match="3 dates for 4 texts"):
        detente.plot.timeline(batch, DATES[:3])
    with pytest.raises(ValueError, match="5 dates for 4 texts"):
        detente.plot.timeline(batch, [*DATES, DATES[0]])
    with pytest.raises(ValueError, match="3 dates for 4 texts"):
        detente.plot.timeline(batch.directed, DATES[:3])
    with pytest.raises(ValueError, match="date 1 is not as in ISO 8601: 'May'"):
        detente.plot.timeline(batch, [DATES[0], "May", *DATES[2:]])
    with pytest.raises(TypeError, match="date 0 is int"):
        detente.plot.timeline(batch, [1, 2, 3, 4])
    with pytest.raises(ValueError, match="by must be one of 'day', 'week', 'month', 'year', not 'hour'"):
        detente.plot.timeline(batch, DATES, by="hour")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no column 'when'"):
        detente.plot.timeline(batch.directed.to_polars(), "when")


@pytest.mark.parametrize("name", ["tone", "dyads", "network", "timeline"])
def test_plots_use_the_axes_they_are_given_and_draw_nothing_of_nothing(name: str) -> None:
    empty = detente.analyze("")
    _, axes = plt.subplots()
    plot = getattr(detente.plot, name)
    arguments = (empty, []) if name == "timeline" else (empty,)
    assert drawn(plot(*arguments, ax=axes)) is axes
    assert [text.get_text() for text in axes.texts] == [
        "no sentence" if name == "tone" else "no directed tone"
    ]
    assert plt.get_fignums() == [1]


# The font of the tests has no letters of some scripts, and matplotlib says so.
@pytest.mark.filterwarnings("ignore:Glyph")
def test_plots_of_hard_texts(analyzer: detente.Analyzer) -> None:
    docs = [analyzer.analyze(text) for text in HARD_TEXTS.values()]
    drawn(detente.plot.tone(analyzer.analyze("\n\n".join(HARD_TEXTS.values()))))
    drawn(detente.plot.network(docs))


def test_names_are_text_and_no_formula() -> None:
    """matplotlib reads what stands between dollar signs as a formula, and fails where it is none."""
    frame = {
        "source": ["$\\frac{$", "a" * 500],
        "target": ["B $x_$", "$\\frac{$"],
        "tone": [-0.9, 0.9],
        "document": [0, 0],
    }
    for ax in (detente.plot.dyads(frame), detente.plot.network(frame), detente.plot.timeline(frame, DATES)):
        drawn(ax)
    labels = [label.get_text() for label in detente.plot.dyads(frame).get_yticklabels()]
    assert len(max(labels, key=len)) < 40


def test_without_matplotlib_the_error_names_the_extra(run_python: Run) -> None:
    done = run_python("""
        import sys
        sys.modules["matplotlib"] = sys.modules["matplotlib.pyplot"] = None
        import detente
        doc = detente.analyze("Peru left.")
        for plot in (detente.plot.tone, detente.plot.dyads, detente.plot.network):
            try:
                plot(doc)
            except ImportError as error:
                print(error)
    """)
    assert done.stdout == "plots need matplotlib: pip install 'detente[plot]'\n" * 3


def test_importing_the_package_imports_no_plots() -> None:
    code = "import sys, detente; print([m for m in sys.modules if 'matplotlib' in m or m.startswith('detente.plot')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_net_of_nothing() -> None:
    assert net([]) == []


@pytest.mark.parametrize("name", ["", "dyads", "network", "timeline", "tone"])
def test_examples_run(name: str) -> None:
    text = (getattr(detente.plot, name) if name else detente.plot).__doc__
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    said: list[str] = []
    failed, tried = doctest.DocTestRunner().run(test, out=said.append)
    assert tried and not failed, "".join(said)
