#!/usr/bin/env bash
# Times Détente and its peers on the example articles, each in a process of its own, on one thread, by CPU time.
#
#   bash benches/peers/run.sh [ROUNDS [--write FILE.md]]      default: 3
#
# Makes an environment under target/, installs the peers and this checkout's wheel there, and prints tables; with --write
# it puts them between the comments `peers` of a file as well, such as the README.
set -euo pipefail
cd "$(dirname "$0")/../.."
source benches/peers/environment.sh
results=target/peers.jsonl
: >"$results"
systems=$("$venv/bin/python" benches/peers/peers.py --systems)
for _ in $(seq "${1:-3}"); do
    for system in $systems; do
        "$venv/bin/python" benches/peers/peers.py "$system" >>"$results"
    done
done
"$venv/bin/python" benches/peers/table.py "$results" "${@:2}"
