"""Iterators: the same documents as one by one, in order, in bounded memory, whatever goes wrong."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from typing import Any

import pandas
import polars
import pyarrow
import pytest
from conftest import HARD_TEXTS, Run, listings

import detente

TEXTS = list(HARD_TEXTS.values())


@pytest.fixture(scope="module")
def singly(analyzer: detente.Analyzer) -> list[detente.Document]:
    return [analyzer.analyze(text) for text in TEXTS]


@pytest.mark.parametrize("batch_size", [1, 2, 3, len(TEXTS), 1000, None])
@pytest.mark.parametrize("threads", [1, 3, None])
def test_an_iterator_gives_the_same_as_one_by_one(
    analyzer: detente.Analyzer, singly: list[detente.Document], batch_size: int | None, threads: int | None
) -> None:
    documents = analyzer.analyze_iter(iter(TEXTS), batch_size=batch_size, threads=threads)
    assert iter(documents) is documents
    assert [listings(doc) for doc in documents] == [listings(doc) for doc in singly]
    assert next(documents, "end") == next(documents, "end") == "end"


def test_documents_come_with_their_keys(analyzer: detente.Analyzer, singly: list[detente.Document]) -> None:
    keys = [object() for _ in TEXTS]
    pairs = analyzer.analyze_iter(zip(keys, TEXTS, strict=True), batch_size=4)
    assert list(pairs) == list(zip(keys, singly, strict=True))
    rows: Any = [("a", "Peru left."), "Chile left.", (None, None), None, (7, "Norway left.")]
    found: Any = analyzer.analyze_iter(rows, errors="null")
    first, second, third, fourth, fifth = found
    assert (first[0], first[1].text, second.text) == ("a", "Peru left.", "Chile left.")
    assert third == (None, None) and fourth is None and (fifth[0], fifth[1].text) == (7, "Norway left.")


def test_tables_give_batches(analyzer: detente.Analyzer, singly: list[detente.Document]) -> None:
    table = pyarrow.table({"n": range(len(TEXTS)), "text": TEXTS})
    batches = list(analyzer.analyze_iter(table.to_reader(max_chunksize=4), column="text"))
    assert all(type(batch) is detente.Batch for batch in batches)
    assert [doc for batch in batches for doc in batch] == singly and [len(batch) for batch in batches][:2] == [4, 4]
    assert batches[1].documents.to_polars()["document"].to_list() == [0, 1, 2, 3]
    frames = (polars.DataFrame(table.slice(n, 2)) for n in range(0, len(TEXTS), 2))
    batches = list(analyzer.analyze_iter(frames, column="text"))
    assert [doc for batch in batches for doc in batch] == singly
    columns = (pandas.Series(TEXTS[n : n + 3], index=[9] * len(TEXTS[n : n + 3])) for n in range(0, len(TEXTS), 3))
    assert [doc for batch in analyzer.analyze_iter(columns) for doc in batch] == singly
    mixed: Any = ["Peru left.", pyarrow.array([]), pyarrow.array(["a", "b"]), ("k", "Chile left.")]
    mixed[1] = pyarrow.array([], pyarrow.string())
    one, none, two, pair = analyzer.analyze_iter(mixed)  # type: ignore[misc]
    assert one.text == "Peru left." and len(none) == 0 and len(two) == 2 and pair[0] == "k"


@pytest.mark.parametrize(
    "column",
    [
        pyarrow.array(TEXTS),
        pyarrow.chunked_array([TEXTS[:3], TEXTS[3:]]),
        polars.Series(TEXTS),
        pandas.Series(TEXTS, dtype="str"),
        pandas.Series(TEXTS, dtype=object),
        pyarrow.table({"text": TEXTS}),
        tuple(TEXTS),
    ],
    ids=lambda column: type(column).__name__,
)
def test_columns_give_documents(
    analyzer: detente.Analyzer, singly: list[detente.Document], column: Any
) -> None:
    assert list(analyzer.analyze_iter(column, batch_size=2)) == singly


def test_a_reader_of_a_query_engine_streams(analyzer: detente.Analyzer) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        relation = connection.sql("SELECT n, 'Peru left in round ' || n || '.' AS text FROM range(5000) AS _(n)")
        reader = relation.to_arrow_reader(1000)
        batches = analyzer.analyze_iter(reader, column="text")
        texts = [doc.text for batch in batches for doc in batch if doc]
    assert texts == [f"Peru left in round {n}." for n in range(5000)]


def test_nothing_is_read_before_it_is_asked_for(analyzer: detente.Analyzer) -> None:
    taken: list[int] = []

    def texts() -> Iterator[str]:
        for n in itertools.count():
            taken.append(n)
            yield f"Round {n}."

    documents = analyzer.analyze_iter(texts(), batch_size=10)
    assert not taken
    for n, doc in enumerate(itertools.islice(documents, 55)):
        assert doc.text == f"Round {n}."
        assert len(taken) <= n + 2 * 10
    slow = analyzer.analyze_iter(texts(), batch_size=1)
    taken.clear()
    for n, doc in enumerate(itertools.islice(slow, 5)):
        assert doc.text == f"Round {n}." and len(taken) == n + 1
    big = analyzer.analyze_iter((taken.append(n) or "x" * 3_000_000 for n in itertools.count()))
    taken.clear()
    next(big)
    assert len(taken) <= 4


def test_errors_come_after_the_rows_before_them(analyzer: detente.Analyzer) -> None:
    def texts(*rows: Any, error: Exception | None = None) -> Iterator[Any]:
        yield from rows
        if error:
            raise error

    good = [f"Round {n}." for n in range(7)]
    cases: list[tuple[Any, type[Exception], str]] = [
        (texts(*good, error=LookupError("the source failed")), LookupError, "the source failed"),
        (texts(*good, None, "after"), ValueError, "row 7 is null"),
        (texts(*good, "a \ud800", "after"), ValueError, "row 7 has a lone surrogate at character 2"),
        (texts(*good, 3.5, "after"), TypeError, "row 7: a text must be str, not float"),
        (texts(*good, ("key", 4)), TypeError, "row 7: a text must be str, not int"),
        (texts(*good, ("a", "b", "c")), TypeError, "row 7: a tuple must be a pair"),
        (texts(*good, pyarrow.array([1])), TypeError, "it must hold strings"),
        (texts(*good, pyarrow.array(["a", None])), ValueError, "row 1 is null"),
    ]
    for rows, error, message in cases:
        given = []
        documents = analyzer.analyze_iter(rows, batch_size=3)
        with pytest.raises(error, match=message):
            for doc in documents:
                given.append(doc.text)
        assert given == good and list(documents) == []
    with pytest.raises(ValueError, match="row 0 is null") as caught:
        list(analyzer.analyze_iter(iter([pyarrow.array(["a"]), pyarrow.array([None], pyarrow.string())])))
    assert caught.value.__notes__ == ["in item 1 of texts"]


def test_bad_rows_under_each_choice(analyzer: detente.Analyzer) -> None:
    rows: Any = ["Peru left.", None, "a \ud800", float("nan"), "Chile left."]
    null = list(analyzer.analyze_iter(iter(rows), errors="null", batch_size=2))
    assert [doc and doc.text for doc in null] == ["Peru left.", None, None, None, "Chile left."]
    replaced = list(analyzer.analyze_iter(iter(rows), errors="replace", batch_size=2))
    assert [doc.text for doc in replaced] == ["Peru left.", "", "a \ud800", "", "Chile left."]


def test_options_are_checked_at_once(analyzer: detente.Analyzer) -> None:
    calls: list[tuple[dict[str, Any], type[Exception], str]] = [
        ({"errors": "skip"}, ValueError, "errors must be"),
        ({"threads": 0}, ValueError, "threads must be 1 or more"),
        ({"batch_size": 0}, ValueError, "batch_size must be 1 or more"),
        ({"batch_size": 2.0}, TypeError, "batch_size must be int or None, not float"),
        ({"column": "text"}, TypeError, "column"),
    ]
    for options, error, message in calls:
        with pytest.raises(error, match=message):
            analyzer.analyze_iter(["Peru left."], **options)
    for texts in ("Peru left.", {"a": "b"}, 3, None):
        with pytest.raises(TypeError, match="texts"):
            analyzer.analyze_iter(texts)  # type: ignore[call-overload]


def test_a_source_that_asks_for_the_iterator_itself(analyzer: detente.Analyzer) -> None:
    def texts() -> Iterator[str]:
        yield "Peru left."
        next(documents)

    documents = analyzer.analyze_iter(texts(), batch_size=1)
    assert next(documents).text == "Peru left."
    with pytest.raises(ValueError, match="already executing"):
        next(documents)


def test_many_iterators_at_once(analyzer: detente.Analyzer) -> None:
    """Interleaved in one thread, each in a thread of its own, and given up in the middle."""
    texts = [[f"{i} met {n}." for n in range(50)] for i in range(8)]
    iterators = [analyzer.analyze_iter(iter(own), batch_size=7) for own in texts]
    for n, docs in enumerate(zip(*iterators, strict=True)):
        assert [doc.text for doc in docs] == [f"{i} met {n}." for i in range(8)]
    wrong: list[int] = []

    def work(i: int) -> None:
        texts = [f"{i} met {n}." for n in range(200)]
        documents = analyzer.analyze_iter(iter(texts), batch_size=16, threads=1 + i % 3)
        if [doc.text for doc in documents] != texts:
            wrong.append(i)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    for _ in range(50):
        next(analyzer.analyze_iter(itertools.repeat("Peru condemned Chile on Monday. " * 9), batch_size=8))
    assert len(analyzer.analyze_batch(TEXTS)) == len(TEXTS)


def test_memory_stays_bounded(run_python: Run) -> None:
    done = run_python(
        """
        import resource
        import detente

        analyzer = detente.Analyzer()
        article = "Peru condemned Chile on Monday. Norway thanked Iceland for its “help”. " * 20
        def peak():
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        def read(n):
            return sum(len(doc.tokens) for doc in analyzer.analyze_iter((article for _ in range(n)), batch_size=64))
        read(500)
        before = peak()
        read(5000)
        print(peak() - before)
        """
    )
    # The texts alone are 7 MB, their analyses several times that.
    assert int(done.stdout) < 3000, done.stdout


def test_an_iterator_in_a_forked_child(run_python: Run) -> None:
    run_python(
        """
        import os, signal
        import detente

        analyzer = detente.Analyzer()
        texts = [f"Norway thanked Iceland in round {n}. " * 20 for n in range(200)]
        documents = analyzer.analyze_iter(iter(texts), batch_size=50)
        first = [next(documents).text for _ in range(10)]
        pid = os.fork()
        if pid == 0:
            signal.alarm(30)
            os._exit(0 if first + [doc.text for doc in documents] == texts else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        assert first + [doc.text for doc in documents] == texts
        """
    )


def test_ctrl_c_stops_an_iterator(run_python: Run) -> None:
    done = run_python(
        """
        import itertools, json, os, signal, threading, time
        import detente

        analyzer = detente.Analyzer()
        article = "Peru condemned Chile on Monday. Norway thanked Iceland for its “help”. " * 40
        waits = []
        def interrupt():
            global sent
            sent = time.perf_counter()
            os.kill(os.getpid(), signal.SIGINT)

        for batch_size in (1, 10_000):
            waits.append([])
            for _ in range(3):
                timer = threading.Timer(0.3, interrupt)
                timer.start()
                documents = analyzer.analyze_iter(itertools.repeat(article), batch_size=batch_size)
                try:
                    for document in documents:
                        pass
                except KeyboardInterrupt:
                    waits[-1].append(time.perf_counter() - sent)
                timer.join()
                assert len(analyzer.analyze_batch([article] * 10)) == 10
        print(json.dumps(waits))
        """
    )
    small, large = json.loads(done.stdout)
    print("Ctrl-C:", *(f"{wait * 1e3:.0f}" for wait in small + large), "ms")
    for waits in (small, large):
        # Promised. A machine that is busy with other things may be late now and then.
        assert len(waits) == 3 and min(waits) < 0.2 and max(waits) < 1.0, waits


def test_progress_without_a_known_number(
    analyzer: detente.Analyzer, capfd: pytest.CaptureFixture[str]
) -> None:
    assert len(list(analyzer.analyze_iter((text for text in TEXTS), progress=True, batch_size=4))) == len(TEXTS)
    assert f"{len(TEXTS)}text" in capfd.readouterr().err
    assert len(list(analyzer.analyze_iter(TEXTS, progress=True))) == len(TEXTS)
    assert f"{len(TEXTS)}/{len(TEXTS)}" in capfd.readouterr().err
