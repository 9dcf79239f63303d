"""Measures the peak memory of the command on a small input and on one many times as large, in each format, and fails
where the large one takes more than a little more.

    cargo build --profile dev-opt -p detente-cli
    python3 tests/memory.py target/dev-opt/detente [--quick | --full]

Texts are the example articles, over and over. The sizes are 16 and 256 MB of text for tokens, 2 and 16 MB for the whole
analysis; with --full 32 and 256 MB for that too, with --quick 8 and 40 MB for tokens, and no whole analysis but that of
`dyads`. Parquet is read where pyarrow is installed. Linux and macOS.
"""

import argparse
import csv
import gzip
import importlib.util
import itertools
import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
#: Threads of the command: the chunks in memory do not depend on it, the buffers of the threads do.
THREADS = "2"
#: The large input may take this many times the memory of the small one, and this many bytes more: what an allocator keeps.
RATIO, SLACK = 1.15, 8 << 20


def texts(size):
    """Numbered articles until they hold `size` bytes."""
    articles = [path.read_text(encoding="utf-8") for path in EXAMPLES]
    for number, article in enumerate(itertools.cycle(articles)):
        if size <= 0:
            return
        size -= len(article.encode())
        yield number, article


def write_jsonl(path, size):
    with open(path, "w", encoding="utf-8") as out:
        for number, text in texts(size):
            print(json.dumps({"id": number, "text": text}), file=out)


def write_csv(path, size):
    with open(path, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["id", "text"])
        rows.writerows(texts(size))


def write_lines(path, size):
    with open(path, "w", encoding="utf-8") as out:
        for _, text in texts(size):
            print(" ".join(text.split()), file=out)


def write_folder(path, size):
    for number, text in texts(size):
        folder = path / str(number // 500)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def write_parquet(path, size):
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("id", pa.int64()), ("text", pa.string())])
    with pq.ParquetWriter(path, schema, compression="zstd") as out:
        rows = texts(size)
        while part := list(itertools.islice(rows, 1000)):
            ids, bodies = zip(*part, strict=True)
            out.write_table(pa.table({"id": ids, "text": bodies}, schema=schema))


def write_one_row_group(path, size):
    """All rows in one group, as frames of a million rows are written by default; its pages are of 1 MB."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    ids, bodies = zip(*texts(size), strict=True)
    pq.write_table(pa.table({"id": ids, "text": bodies}), path, compression="none", use_dictionary=False)


def compressed(write):
    """The same, compressed by gzip."""

    def write_compressed(path, size):
        plain = path.with_suffix("")
        write(plain, size)
        with open(plain, "rb") as source, gzip.open(path, "wb", 1) as out:
            while part := source.read(1 << 20):
                out.write(part)
        plain.unlink()

    return write_compressed


def in_a_child(call, *arguments):
    """Calls in a process of its own: the system counts what a parent ever held as the peak of those it starts."""
    child = os.fork()
    if child == 0:
        try:
            call(*arguments)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        sys.exit(f"{call.__name__} failed")


def peak(command):
    """Peak memory of `command` in bytes, and its seconds of CPU time."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024), usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("command", type=Path)
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument("--quick", action="store_true")
    sizes.add_argument("--full", action="store_true")
    options = parser.parse_args()
    tokens = (8, 40) if options.quick else (16, 256)
    analysis = (32, 256) if options.full else (2, 16)
    cases = [
        ("in.jsonl", write_jsonl, ["tokens", "--to", "csv"], tokens),
        ("in.jsonl.gz", compressed(write_jsonl), ["tokens", "--to", "jsonl"], tokens),
        ("in.csv", write_csv, ["tokens", "--to", "text"], tokens),
        ("in.txt", write_lines, ["tokens", "--format", "lines"], tokens),
        ("folder", write_folder, ["tokens"], tokens),
        ("in.jsonl", write_jsonl, ["tokens", "--output", "OUT.parquet"], tokens),
        ("in.jsonl", write_jsonl, ["dyads"], analysis),
    ]
    if not options.quick:
        cases += [
            ("in.jsonl", write_jsonl, ["analyze"], analysis),
            ("in.jsonl", write_jsonl, ["html", "--output", "OUT.html"], analysis),
        ]
    if importlib.util.find_spec("pyarrow"):
        cases.append(("in.parquet", write_parquet, ["tokens"], tokens))
        cases.append(("one.parquet", write_one_row_group, ["tokens"], tokens))
    else:
        print("memory: Parquet is NOT read, pyarrow is not installed")
    failed = False
    for name, write, arguments, sizes in cases:
        peaks = []
        for megabytes in sizes:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / name
                in_a_child(write, path, megabytes << 20)
                words = [word.replace("OUT", f"{folder}/out") for word in arguments]
                command = [options.command.absolute(), words[0], "--threads", THREADS, *words[1:], path]
                bytes_, seconds = peak(command)
                peaks.append(bytes_)
        small, large = peaks
        grown = large > small * RATIO + SLACK
        failed |= grown
        what = f"{name:12} {' '.join(arguments):30}"
        print(
            f"memory: {what} {sizes[0]:3} MB {small >> 20:4} MiB, {sizes[1]:3} MB {large >> 20:4} MiB"
            f" ({seconds:.0f} s of CPU){'  GROWS' if grown else ''}",
            flush=True,
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
