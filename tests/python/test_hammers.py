"""The same over and over: memory stays flat, and nothing wears out.

`bash tests/long.sh` runs them at full size: a million calls, a hundred thousand errors.
"""

from __future__ import annotations

import os
from textwrap import dedent

import pytest
from conftest import Run

#: The part of the full size that is run, in percent.
PERCENT = int(os.environ.get("HAMMER_PERCENT", "10"))

#: What one round does, with `n` for its number, by name: how many calls it makes, and how many of them make up the
#: full size. Every round has words that never came before, as in a service that runs for months.
ROUNDS = {
    "texts": (
        5,
        1_000_000,
        'doc = analyzer.analyze(f"Envoy{n} of Land{n} thanked Iceland."); len(doc.directed); doc.tokens[-1].text',
        'analyzer.score(f"Minister{n} condemned Peru."); tokenizer.tokenize(f"“Word{n}” isn’t.")',
        'tokenizer.token_offsets(f"Word{n}.")',
    ),
    "everything of a document": (
        11,
        200_000,
        'doc = analyzer.analyze(f"Land{n} thanked Iceland. “We regret it”, Oslo said.")',
        "doc.explain(); doc.to_html(); pickle.loads(pickle.dumps(doc)); repr(doc); hash(doc); list(doc.quotes)",
        "doc.sentences[0].tokens[0].text; [dyad.directed for dyad in doc.dyads]",
        "analyzer.tone_toward(doc.text, (0, 4)); analyzer.tone_between(doc.text, (0, 4), (16, 20))",
    ),
    "batches": (
        80,
        200_000,
        'batch = analyzer.analyze_batch([f"Land{n} thanked Iceland in round {i}." for i in range(50)])',
        "[len(table) for table in (batch.documents, batch.entities, batch.directed, batch.dyads, batch.tokens)]",
        "polars.DataFrame(batch.tokens); pyarrow.table(batch.directed); pickle.loads(pickle.dumps(batch[:2]))",
        "analyzer.analyze_batch(column.slice(n % 40, 20)); tokenizer.tokenize_batch(column.slice(n % 40, 5))",
    ),
    "iterators": (
        110,
        200_000,
        'list(analyzer.analyze_iter((f"Land{n} thanked Iceland in {i}." for i in range(100)), batch_size=30))',
        'next(analyzer.analyze_iter(iter([f"Land{n}."] * 20), batch_size=5))',
    ),
    "analyzers": (
        3,
        10_000,
        'pickle.loads(pickle.dumps(detente.Analyzer())); detente.Tokenizer(line_breaks="space").sentences("Peru left.")',
        'detente.Analyzer(gazetteer={f"Land{n}": "NOR"}).analyze(f"Peru thanked Land{n}.")',
    ),
}

#: Prints by how many bytes the memory grew from the end of a tenth of the rounds to the end of all.
LOOP = dedent(
    """
    import ctypes, gc, pickle
    import numpy, polars, pyarrow
    import detente

    analyzer, tokenizer = detente.Analyzer(), detente.Tokenizer()
    column = pyarrow.array([f"Land{{n}} thanked Iceland." for n in range(80)])
    trim = getattr(ctypes.CDLL(None), "malloc_trim", lambda pad: None)

    def resident():
        gc.collect()
        trim(0)
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4096

    rounds = {rounds}
    for n in range(rounds // 10):
        {work}
    before = resident()
    for n in range(rounds // 10, rounds):
        {work}
    print(resident() - before)
    """
)


@pytest.mark.parametrize("name", ROUNDS)
def test_calls_leave_no_memory(run_python: Run, name: str) -> None:
    calls, size, *work = ROUNDS[name]
    rounds = size * PERCENT // 100 // calls
    done = run_python(LOOP.format(rounds=rounds, work="; ".join(work)), timeout=40 * PERCENT + 60)
    grown = int(done.stdout)
    print(f"{name}: {rounds * calls:,} calls, {grown / 1024:+,.0f} KiB")
    # What the allocator keeps differs by some hundred KiB; a leak of 16 bytes a call would be more at full size.
    assert grown < (2 << 20), f"{grown} bytes in {rounds} rounds"


def test_a_leak_would_be_seen(run_python: Run) -> None:
    """A bound that nothing can break would prove nothing: here a call keeps what it was given."""
    calls, size, *_ = ROUNDS["texts"]
    keeping = "kept.append(analyzer.analyze(f'Envoy{n} thanked Iceland.'))"
    done = run_python("kept = []\n" + LOOP.format(rounds=size // 10 // calls, work=keeping))
    assert int(done.stdout) > (2 << 20), done.stdout


ERRORS = """
    def raises(call):
        try:
            call()
        except (TypeError, ValueError, OSError, IndexError, LookupError):
            return
        raise AssertionError("no error")

    def broken():
        yield "Peru left."
        raise LookupError
"""

#: Calls that raise.
WRONG = (
    'analyzer.analyze("a\\ud800")',
    "analyzer.analyze(None)",
    'analyzer.tone_toward("Peru", (3, 99))',
    'analyzer.tone_between("Peru", "no", (1, 2))',
    'analyzer.analyze_batch(["a", 3])',
    'analyzer.analyze_batch(["a", None])',
    'analyzer.analyze_batch(["a"], errors="x")',
    "analyzer.analyze_batch(broken())",
    'analyzer.analyze_batch(pyarrow.table({"a": ["b"], "c": ["d"]}))',
    "analyzer.analyze_batch(pyarrow.array([1]))",
    "list(analyzer.analyze_iter(broken(), batch_size=2))",
    'list(analyzer.analyze_iter(["a", "b\\udfff"], batch_size=1))',
    'analyzer.analyze("Peru").tokens[9]',
    'detente.Analyzer(model="/no/such/file")',
    'detente.Analyzer(gazetteer={"": "NOR"})',
    'tokenizer.tokenize("a\\ud800")',
    'tokenizer.tokenize_batch(["a", b"b"])',
    "tokenizer.token_offsets(3)",
)


def test_errors_leave_no_memory(run_python: Run) -> None:
    rounds = 100_000 * PERCENT // 100 // len(WRONG)
    work = "; ".join(f"raises(lambda: {call})" for call in WRONG)
    done = run_python(dedent(ERRORS) + LOOP.format(rounds=rounds, work=work), timeout=40 * PERCENT + 60)
    grown = int(done.stdout)
    print(f"errors: {rounds * len(WRONG):,} calls, {grown / 1024:+,.0f} KiB")
    assert grown < (2 << 20), f"{grown} bytes in {rounds} rounds"


SERVER = """
    import os, pickle, signal, socket
    import detente

    analyzer = detente.Analyzer()
    texts = [f"Norway thanked Iceland in round {n}." for n in range(100)]
    if BEFORE:  # the pool of the parent is running when it forks
        analyzer.analyze_batch(texts)
    expected = repr(list(analyzer.analyze_batch(texts))) if BEFORE else None

    listener = socket.create_server(("127.0.0.1", 0), backlog=64)

    def worker():
        # Answers requests until it is told to stop, as the workers of a preforking server do.
        signal.signal(signal.SIGTERM, lambda number, frame: os._exit(0))
        signal.alarm(50)
        while True:
            connection, _ = listener.accept()
            with connection, connection.makefile("rwb") as stream:
                method, argument = pickle.load(stream)
                pickle.dump(repr(list(getattr(analyzer, method)(argument))), stream)

    def start():
        pid = os.fork()
        if pid == 0:
            try:
                worker()
            finally:
                os._exit(1)
        return pid

    def ask(method, argument):
        with socket.create_connection(listener.getsockname(), timeout=30) as connection:
            with connection.makefile("rwb") as stream:
                pickle.dump((method, argument), stream)
                stream.flush()
                return pickle.load(stream)

    workers = [start() for _ in range(3)]
    expected = expected or ask("analyze_batch", texts)
    for n in range(30):
        assert ask(("analyze_batch", "analyze_iter")[n % 2], texts) == expected, n
        if n % 5 == 0:  # one is stopped, another starts
            pid = workers.pop(0)
            os.kill(pid, signal.SIGTERM)
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
            workers.append(start())
    for pid in workers:
        os.kill(pid, signal.SIGTERM)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert repr(list(analyzer.analyze_batch(texts))) == expected
"""


@pytest.mark.parametrize("before", [True, False], ids=["after the pool", "before the pool"])
def test_a_preforking_server(run_python: Run, before: bool) -> None:
    run_python(dedent(f"    BEFORE = {before}\n" + SERVER), timeout=60)


@pytest.mark.parametrize("backend", ["loky", "threading", "multiprocessing"])
def test_joblib(run_python: Run, backend: str) -> None:
    pytest.importorskip("joblib")
    run_python(
        f"""
        import warnings
        from joblib import Parallel, delayed
        import detente

        warnings.simplefilter("ignore", DeprecationWarning)
        if __name__ == "__main__":
            analyzer = detente.Analyzer()
            texts = [f"Norway thanked Iceland in round {{n}}." for n in range(40)]
            expected = list(analyzer.analyze_batch(texts))
            for n_jobs in (2, 3):
                run = Parallel(n_jobs=n_jobs, backend={backend!r})
                assert run(delayed(analyzer.analyze)(text) for text in texts) == expected
                assert run(delayed(list)(batch) for batch in [analyzer.analyze_batch(texts)] * 3) == [expected] * 3
                parts = run(delayed(analyzer.analyze_batch)(texts[n::4], threads=2) for n in range(4))
                assert [list(part) for part in parts] == [expected[n::4] for n in range(4)]
        """
    )


def test_sixteen_threads(run_python: Run) -> None:
    """Every kind of call at once, with errors, batches that are given up and forks among them."""
    done = run_python(
        f"""
        import os, random, signal, threading
        import detente

        analyzer, tokenizer = detente.Analyzer(), detente.Tokenizer()
        texts = [f"Land{{n}} thanked Iceland. “We regret it”, Oslo said in round {{n}}." for n in range(60)]
        expected = [repr((doc, doc.tokens, doc.directed)) for doc in map(analyzer.analyze, texts)]
        words = [token.text for token in analyzer.analyze(texts[0]).tokens]
        show = lambda docs: [repr((doc, doc.tokens, doc.directed)) for doc in docs]
        faults, counts = [], [0] * 16

        def work(number):
            draw = random.Random(number)
            for _ in range({60 * PERCENT // 10}):
                kind = draw.randrange(7)
                try:
                    if kind == 0:
                        assert show(map(analyzer.analyze, texts)) == expected
                    elif kind == 1:
                        assert show(analyzer.analyze_batch(texts, threads=draw.choice((None, 1, 2, 5)))) == expected
                    elif kind == 2:
                        assert show(analyzer.analyze_iter(iter(texts), batch_size=draw.choice((1, 7, 99)))) == expected
                    elif kind == 3:
                        next(analyzer.analyze_iter(iter(texts), batch_size=5))
                    elif kind == 4:
                        assert len(tokenizer.tokenize_batch(texts)) == len(texts)
                        assert tokenizer.tokenize(texts[0]) == words
                    elif kind == 5:
                        try:
                            analyzer.analyze_batch([*texts, None])
                        except ValueError:
                            pass
                    elif number == 0:
                        pid = os.fork()
                        if pid == 0:
                            signal.alarm(20)
                            os._exit(0 if show(analyzer.analyze_batch(texts)) == expected else 1)
                        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
                    counts[number] += 1
                except BaseException as fault:
                    faults.append(repr(fault))

        import warnings
        warnings.simplefilter("ignore", DeprecationWarning)
        threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        assert not faults, faults[:3]
        print(sum(counts))
        """,
        timeout=20 * PERCENT + 60,
    )
    assert int(done.stdout) == 16 * (60 * PERCENT // 10)
