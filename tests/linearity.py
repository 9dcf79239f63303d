"""Reads what linearity.sh counted, prints it, and fails where a doubling of the text costs too much.

linearity.py FOLDER
"""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path

# The ratio of a doubling that linear time never reaches.
LIMIT = 2.2


def counts(folder: Path, stage: str) -> dict[str, list[tuple[int, int]]]:
    """For each kind of text its sizes in bytes with the instructions they took."""
    texts = [line.split() for line in (folder / f"{stage}.texts").read_text(encoding="utf-8").splitlines()]
    found: dict[str, list[tuple[int, int]]] = {}
    for number, (kind, size, _) in enumerate(texts, start=1):
        dump = (folder / f"{stage}.{number}").read_text(encoding="utf-8")
        total = re.search(r"^(?:totals|summary): (\d+)", dump, re.MULTILINE)
        if total is None or int(total[1]) < int(size) // 64:
            sys.exit(f"linearity: no count of {kind}, {size} bytes, {stage}")
        found.setdefault(kind, []).append((int(size), int(total[1])))
    if not found:
        sys.exit(f"linearity: nothing was counted of {stage}")
    return found


def main(folder: Path) -> None:
    failures = []
    for stage in ("tokens", "analysis"):
        print(f"{stage:12}{'bytes':>10}  instructions a byte, ratio of each doubling")
        for kind, rows in counts(folder, stage).items():
            (_, _), *_, (size, instructions) = rows
            ratios = [(after / before) / (large / small) * 2 for (small, before), (large, after) in pairwise(rows)]
            print(f"{kind:12}{size:10}{instructions / size:9.1f}  {'  '.join(f'{ratio:.2f}' for ratio in ratios)}")
            if max(ratios) >= LIMIT:
                failures.append(f"{stage} of {kind}: {max(ratios):.2f}")
    if failures:
        sys.exit(f"linearity: FAILED, a doubling costs {LIMIT} times or more: {'; '.join(failures)}")
    print(f"linearity: every doubling of every text costs less than {LIMIT} times the instructions")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
