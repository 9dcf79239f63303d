"""Forks, signals, and what importing costs: each in a fresh interpreter with a hard time limit."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from conftest import ROOT, Run

FORK = """
    import os, signal, sys
    import detente

    analyzer = detente.Analyzer()
    texts = ["Peru condemned Chile on Monday.", "Norway thanked Iceland."] * 50
    expected = repr(list(analyzer.analyze_batch(texts)))

    def child():
        signal.alarm(30)
        same = repr(list(analyzer.analyze_batch(texts))) == expected
        same &= repr(analyzer.analyze(texts[0])) == repr(analyzer.analyze_batch(texts, threads=3)[0])
        os._exit(0 if same else 1)
"""


def test_fork_after_a_batch(run_python: Run) -> None:
    run_python(
        FORK
        + """
    for _ in range(5):
        pid = os.fork()
        if pid == 0:
            child()
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert repr(list(analyzer.analyze_batch(texts))) == expected
    """
    )


def test_fork_while_another_thread_is_in_a_batch(run_python: Run) -> None:
    run_python(
        FORK
        + """
    import threading
    stop = False

    def work():
        threads = 1
        while not stop:
            threads = 3 - threads
            analyzer.analyze_batch(texts, threads=threads)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for _ in range(25):
            pid = os.fork()
            if pid == 0:
                child()
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    finally:
        stop = True
        worker.join()
    """,
        timeout=120,
    )


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_multiprocessing(run_python: Run, method: str) -> None:
    run_python(
        f"""
        import multiprocessing
        import warnings
        import detente

        warnings.simplefilter("ignore", DeprecationWarning)
        TEXTS = ["Peru condemned Chile on Monday.", "Norway thanked Iceland.", "🙂"]

        def read(analyzer):
            return list(analyzer.analyze_batch(TEXTS))

        if __name__ == "__main__":
            analyzer = detente.Analyzer()
            expected = read(analyzer)
            with multiprocessing.get_context({method!r}).Pool(2) as pool:
                assert pool.map(read, [analyzer] * 4) == [expected] * 4
                assert pool.map(analyzer.analyze, TEXTS) == expected
        """
    )


def test_ctrl_c_stops_a_batch(run_python: Run) -> None:
    done = run_python(
        """
        import json, os, signal, threading, time
        import detente

        analyzer = detente.Analyzer()
        article = "Peru condemned Chile on Monday. Norway thanked Iceland for its “help”. " * 40
        start = time.perf_counter()
        analyzer.analyze_batch([article] * 100)
        # A batch that would take about a minute.
        texts = [article] * int(100 * 60 / (time.perf_counter() - start))
        sent = None

        def interrupt():
            global sent
            sent = time.perf_counter()
            os.kill(os.getpid(), signal.SIGINT)

        waits = []
        for progress in (False, True):
            waits.append([])
            for _ in range(3):
                timer = threading.Timer(0.3, interrupt)
                timer.start()
                try:
                    analyzer.analyze_batch(texts, progress=progress)
                except KeyboardInterrupt:
                    waits[-1].append(time.perf_counter() - sent)
                timer.join()
                assert len(analyzer.analyze_batch([article] * 10)) == 10
        print(json.dumps(waits))
        """,
        timeout=120,
    )
    plain, with_bar = json.loads(done.stdout)
    print("Ctrl-C:", *(f"{wait * 1e3:.0f}" for wait in plain + with_bar), "ms")
    for waits in (plain, with_bar):
        # Promised. A machine that is busy with other things may be late now and then.
        assert len(waits) == 3 and min(waits) < 0.2 and max(waits) < 1.0, waits


def test_an_exception_from_a_signal_handler_comes_through(run_python: Run) -> None:
    run_python(
        """
        import signal
        import detente

        class Stop(Exception):
            pass

        def handler(number, frame):
            raise Stop

        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        try:
            detente.Analyzer().analyze_batch(["Peru condemned Chile. " * 200] * 200_000)
        except Stop:
            pass
        else:
            raise AssertionError("the batch went on to its end")
        """
    )


def test_other_threads_run_meanwhile(run_python: Run) -> None:
    done = run_python(
        """
        import threading, time
        import detente

        analyzer = detente.Analyzer()
        text = "Peru condemned Chile on Monday. " * 100_000
        ticks = 0
        stop = False

        def tick():
            global ticks
            while not stop:
                ticks += 1
                time.sleep(0.001)

        ticker = threading.Thread(target=tick)
        ticker.start()
        for call in (lambda: analyzer.analyze(text), lambda: analyzer.analyze_batch([text] * 2)):
            before = ticks
            call()
            print(ticks - before)
        stop = True
        """
    )
    assert all(int(ticks) > 20 for ticks in done.stdout.split()), done.stdout


def test_the_command(run_python: Run) -> None:
    run_python(
        """
        import pathlib, subprocess, sys, sysconfig
        pathlib.Path("a.txt").write_text("Norway thanked Iceland for its help.", encoding="utf-8")
        pathlib.Path("b.txt").write_bytes(bytes([255, 254]))
        script = pathlib.Path(sysconfig.get_path("scripts")) / "detente"
        for command in ([sys.executable, "-m", "detente"], [script]):
            def run(*arguments):
                return subprocess.run([*command, *arguments], capture_output=True, text=True)
            one = run("analyze", "a.txt")
            assert one.returncode == 0 and "Norway" in one.stdout and not one.stderr, one
            some = run("analyze", "absent.txt", "b.txt", "a.txt")
            assert some.returncode == 1 and "Norway" in some.stdout, some
            assert "absent.txt" in some.stderr and "b.txt" in some.stderr, some
            assert run("analyze", "--no-such-option").returncode == 2
            assert "analyze" in run("--help").stdout
        """
    )


def test_the_command_reads_more_in_the_same_memory() -> None:
    """Five times the input, in every format; `tests/long.sh` has 256 MB."""
    script = Path(sysconfig.get_path("scripts")) / "detente"
    measure = [sys.executable, ROOT / "tests/memory.py", script, "--quick"]
    done = subprocess.run(measure, capture_output=True, text=True, timeout=300)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("MiB, ") == 9, done.stdout
