"""Times one tokenizer on the documents of a file, one thread, by CPU time.

    tokens.py SYSTEM FILE            one JSON line: bytes, tokens found, seconds
    tokens.py --table RESULTS.jsonl  medians of such lines in MB/s, and ratios to spaCy's blank tokenizer

Documents end with a form feed. A slow tokenizer reads the first documents alone, up to its share of the text; the rate is
over what it read.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

# What a peer reads of the text: the slowest take ten seconds for this.
LIMIT = {"nltk": 5_000_000, "nltk_sentences": 5_000_000}
WORK = {
    "detente_rust_tokens": "Rust: offsets of tokens",
    "detente_rust": "Rust: offsets of tokens, sentences, blocks",
    "detente_offsets": "Python: token_offsets, a numpy array a document",
    "detente_list": "Python: tokenize, list[str]",
    "spacy_blank": "spacy.blank('en').tokenizer, a Doc",
    "spacy_list": "the same, and list[str] of its tokens",
    "blingfire": "text_to_words, one str",
    "blingfire_offsets": "text_to_words_with_offsets, one str and two lists",
    "nltk": "NLTKWordTokenizer, list[str]",
    "nltk_sentences": "word_tokenize: Punkt, then words",
}


def detente_offsets() -> Callable[[str], int]:
    import detente

    tokenizer = detente.Tokenizer()
    return lambda text: len(tokenizer.token_offsets(text))


def detente_list() -> Callable[[str], int]:
    import detente

    tokenizer = detente.Tokenizer()
    return lambda text: len(tokenizer.tokenize(text))


def spacy_blank() -> Callable[[str], int]:
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    return lambda text: len(tokenizer(text))


def spacy_list() -> Callable[[str], int]:
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    return lambda text: len([token.text for token in tokenizer(text)])


def blingfire() -> Callable[[str], int]:
    import blingfire as library

    return lambda text: library.text_to_words(text).count(" ") + 1


def blingfire_offsets() -> Callable[[str], int]:
    import blingfire as library

    return lambda text: len(library.text_to_words_with_offsets(text)[1])


def nltk() -> Callable[[str], int]:
    from nltk.tokenize import NLTKWordTokenizer

    tokenizer = NLTKWordTokenizer()
    return lambda text: len(tokenizer.tokenize(text))


def nltk_sentences() -> Callable[[str], int]:
    from nltk.tokenize import NLTKWordTokenizer
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    # Punkt without learned abbreviations: its data are not on the package index.
    words, sentences = NLTKWordTokenizer(), PunktSentenceTokenizer()
    return lambda text: sum(len(words.tokenize(sentence)) for sentence in sentences.tokenize(text))


SYSTEMS = {
    "detente_offsets": detente_offsets,
    "detente_list": detente_list,
    "spacy_blank": spacy_blank,
    "spacy_list": spacy_list,
    "blingfire": blingfire,
    "blingfire_offsets": blingfire_offsets,
    "nltk": nltk,
    "nltk_sentences": nltk_sentences,
}


def measure(system: str, path: str) -> dict[str, object]:
    """The time of one pass over all documents, after a few to warm up."""
    documents = Path(path).read_text(encoding="utf-8").split("\f")[:-1]
    sizes = [len(text.encode()) for text in documents]
    kept = n_bytes = 0
    for size in sizes:
        if n_bytes >= LIMIT.get(system, sys.maxsize):
            break
        kept, n_bytes = kept + 1, n_bytes + size
    read = SYSTEMS[system]()
    for text in documents[:100]:
        read(text)
    begin = time.process_time()
    found = sum(map(read, documents[:kept]))
    seconds = time.process_time() - begin
    return {"system": system, "bytes": n_bytes, "found": found, "seconds": seconds}


def table(path: str) -> None:
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    rates: dict[str, list[float]] = {}
    for row in rows:
        rates.setdefault(row["system"], []).append(row["bytes"] / row["seconds"] / 1e6)
    spacy = statistics.median(rates["spacy_blank"])
    print(f"{'system':20}{'MB/s':>9}{'spaCy x':>9}  lowest to highest")
    for system, measured in sorted(rates.items(), key=lambda item: list(WORK).index(item[0])):
        rate = statistics.median(measured)
        extent = f"{min(measured):.1f} to {max(measured):.1f}"
        print(f"{system:20}{rate:9.1f}{rate / spacy:9.1f}  {extent:16}  {WORK[system]}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--table"] and len(sys.argv) == 3:
        table(sys.argv[2])
    elif len(sys.argv) == 3 and sys.argv[1] in SYSTEMS:
        print(json.dumps(measure(*sys.argv[1:])))
    else:
        sys.exit(f"usage: tokens.py {'|'.join(SYSTEMS)} FILE or tokens.py --table RESULTS.jsonl")
