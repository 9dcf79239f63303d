"""A polars frame of short articles to the same frame with a directed tone a row, and where the time goes.

    python benches/frames/frames.py [--rows 100000] [--rounds 3]

Needs `detente` and `polars`. The articles are assembled from our own texts: a headline of `examples/` and two to four
paragraphs of the articles there and of `benches/text/news.txt`, in an order of their own. Each round reads the frame
with one thread and with two, one after the other. Times are by the clock: run it on two cores that do nothing else.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from pathlib import Path

import polars

import detente

ROOT = Path(__file__).resolve().parents[2]
STEPS = ("read the column, analyze", "make the table", "hand it to polars", "join", "give all back")
#: The steps that are the work of the library.
OURS = ("read the column, analyze", "make the table", "give all back")


def articles(rows: int) -> polars.DataFrame:
    """A frame with an id, a day and the text of each article."""
    draw = random.Random(1)
    examples = [path.read_text(encoding="utf-8").strip().split("\n\n") for path in sorted(ROOT.glob("examples/*.txt"))]
    headlines = [example[0] for example in examples]
    news = (ROOT / "benches/text/news.txt").read_text(encoding="utf-8").strip().split("\n\n")
    paragraphs = [paragraph for example in examples for paragraph in example[1:]] + news
    texts = ["\n\n".join([draw.choice(headlines), *draw.sample(paragraphs, draw.randint(2, 4))]) for _ in range(rows)]
    days = [draw.randrange(365) for _ in range(rows)]
    return polars.DataFrame({"id": [f"a{n:06}" for n in range(rows)], "day": days, "text": texts})


def run(analyzer: detente.Analyzer, frame: polars.DataFrame, threads: int) -> tuple[dict[str, float], int]:
    """The seconds of each step, and the number of directed tones."""
    ticks = [time.perf_counter()]

    def tick() -> None:
        ticks.append(time.perf_counter())

    batch = analyzer.analyze_batch(frame["text"], threads=threads)
    tick()
    table = batch.directed
    tick()
    directed = polars.DataFrame(table)
    tick()
    joined = frame.with_row_index("document").join(directed, on="document", how="left", maintain_order="left")
    tick()
    # Each row of the frame is there, once for each of its directed tones, or once without any.
    assert joined["id"].n_unique() == len(frame)
    assert joined["source"].drop_nulls().len() == len(directed)
    kept = time.perf_counter()
    del batch, table
    ticks.append(ticks[-1] + time.perf_counter() - kept)
    seconds = dict(zip(STEPS, (after - before for before, after in zip(ticks, ticks[1:], strict=False)), strict=True))
    return seconds, len(directed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    frame = articles(arguments.rows)
    analyzer = detente.Analyzer()
    tokens = detente.Tokenizer().tokenize_batch(frame["text"]).to_polars()["tokens"].list.len().sum()
    run(analyzer, frame.head(1000), 2)
    size = frame["text"].str.len_bytes().sum()
    print(f"{len(frame):,} articles, {size / 1e6:.1f} MB, {tokens:,} tokens; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    found: dict[int, list[dict[str, float]]] = {1: [], 2: []}
    for _ in range(arguments.rounds):
        for threads, rounds in found.items():
            seconds, n_directed = run(analyzer, frame, threads)
            rounds.append(seconds)
    print(f"{n_directed:,} directed tones; seconds, median of {arguments.rounds} rounds:\n")
    print("| step | one thread | two threads | share |\n|---|---|---|---|")
    medians = {n: {step: statistics.median(r[step] for r in rounds) for step in STEPS} for n, rounds in found.items()}
    totals = {n: statistics.median(sum(r.values()) for r in rounds) for n, rounds in found.items()}
    for step in STEPS:
        one, two = medians[1][step], medians[2][step]
        print(f"| {step} | {one:.2f} | {two:.2f} | {two / totals[2]:.1%} |")
    print(f"| all | {totals[1]:.2f} | {totals[2]:.2f} | |\n")
    outside = sum(medians[2][step] for step in STEPS if step not in OURS) / totals[2]
    print(f"two threads are {totals[1] / totals[2]:.2f} times one; {outside:.1%} of the time is not the library's")
    print(f"{tokens / totals[2] / 1e3:,.0f} thousand tokens a second")


if __name__ == "__main__":
    main()
