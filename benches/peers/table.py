"""Makes the tables of a run of run.sh, in Markdown, with where and when it was.

    table.py RESULTS.jsonl                    prints them
    table.py RESULTS.jsonl --write README.md  puts them between the comments `peers` of a file, too

Rates are medians over the rounds. Each system is compared with what Détente does of the same kind.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import textwrap
from pathlib import Path

# Name, work. Braces hold the version of a distribution.
ANALYSES = {
    "detente": ("Détente", "tokens, sentences, entities, actors, quotes, tones"),
    "detente_batch": ("Détente, `analyze_batch`", "the same, as Arrow tables"),
    "vader": ("vaderSentiment {vaderSentiment}", "one score a sentence"),
    "spacy_ner": ("spaCy {spacy} `en_core_web_sm`, entities only", "tokens, entities"),
    "spacy": ("spaCy {spacy} `en_core_web_sm`", "tokens, tags, parses, entities"),
}
SCORES = {
    "detente_score_batch": ("Détente, `score_batch`", "one tone a sentence, as an array"),
    "detente_scores": ("Détente, `score`", "one tone a sentence"),
    "vader": ("vaderSentiment {vaderSentiment}", "one score a sentence"),
}
TOKENS = {
    "detente_tokens": ("Détente, `tokenize` and `sentences`", "tokens and sentences, as strings"),
    "blingfire": ("blingfire {blingfire}", "the same, each in one string"),
    "nltk": ("NLTK {nltk}, Punkt without learned data", "the same, as strings"),
}


def short(rate: float) -> str:
    """Two to three digits: 6.9 k, 256 k, 1.2 M."""
    for unit, size in (("M", 1e6), ("k", 1e3)):
        if rate >= size:
            return f"{rate / size:.1f} {unit}" if rate < 10 * size else f"{rate / size:.0f} {unit}"
    return f"{rate:.0f}"


def times(ratio: float) -> str:
    return f"{ratio:.1f} x" if ratio < 9.95 else f"{ratio:.0f} x"


def table(title: str, systems: dict[str, tuple[str, str]], rates: dict[str, float], versions: dict[str, str]) -> list[str]:
    ours = rates[next(iter(systems))]
    lines = [f"| {title} | tokens/s | Détente is | work |", "|---|---|---|---|"]
    for system, (name, work) in systems.items():
        rate = rates[system]
        lines.append(f"| {name.format(**versions)} | {short(rate)} | {times(ours / rate)} | {work} |")
    return lines


def tables(rows: list[dict], commit: str) -> str:
    """The Markdown of all."""
    measured: dict[str, list[float]] = {}
    versions: dict[str, str] = {}
    for row in rows:
        measured.setdefault(row["system"], []).append(row["rate"])
        versions |= row["versions"]
    rates = {system: statistics.median(all_of_it) for system, all_of_it in measured.items()}
    apart = max(max(all_of_it) / min(all_of_it) for all_of_it in measured.values())
    rounds = min(map(len, measured.values()))
    last = rows[-1]
    where = (
        f"One thread, {last['processor']}, CPython {last['python']}, {last['day']}, commit {commit}: tokens a second of CPU"
        f" time from Python, on the example articles, all in one run of `bash benches/peers/run.sh`. Medians of the rounds,"
        f" of which there were {rounds}; the quickest was at most {apart:.1f} times as quick as the slowest."
    )
    analyses = table("analysis", ANALYSES, rates, versions)
    scores = table("scores of sentences", SCORES, rates, versions)
    tokens = table("tokens and sentences", TOKENS, rates, versions)
    return "\n".join([*textwrap.wrap(where, 150, break_on_hyphens=False), "", *analyses, "", *scores, "", *tokens])


def main() -> int:
    match sys.argv[1:]:
        case [results]:
            target = None
        case [results, "--write", name]:
            target = Path(name)
        case _:
            sys.exit("usage: table.py RESULTS.jsonl [--write FILE.md]")
    rows = [json.loads(line) for line in Path(results).read_text(encoding="utf-8").splitlines()]
    git = ["git", "describe", "--always", "--dirty", "--exclude", "*"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
    made = tables(rows, commit)
    print(made)
    if target:
        text = target.read_text(encoding="utf-8")
        marked = re.compile(r"(<!-- peers -->\n\n).*?(\n\n<!-- /peers -->)", re.DOTALL)
        text, places = marked.subn(lambda found: found[1] + made + found[2], text)
        if places != 1:
            sys.exit(f"{target} has {places} places between the comments `peers`, not one")
        target.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
