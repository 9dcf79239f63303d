#!/usr/bin/env bash
# Times Détente and its peers on the example articles, each in a process of its own, on one thread, by CPU time.
#
#   bash benches/peers/run.sh [ROUNDS]      default: 3
#
# Makes an environment under target/, installs the peers and this checkout's wheel there, and prints a table.
set -euo pipefail
cd "$(dirname "$0")/../.."
source benches/peers/environment.sh
results=target/peers.jsonl
: >"$results"
for _ in $(seq "${1:-3}"); do
    for system in detente detente_batch vader spacy spacy_ner; do
        "$venv/bin/python" benches/peers/peers.py "$system" >>"$results"
    done
done
"$venv/bin/python" benches/peers/peers.py --table "$results"
