#!/usr/bin/env bash
# Times our tokenizer, from Rust and from Python, and those of other libraries on one text of 50 MB assembled from texts of
# our own, each in a process of its own, on one thread, by CPU time.
#
#   bash benches/peers/tokens.sh [ROUNDS]      default: 3
#
# Makes an environment under target/, installs the peers and this checkout's wheel there, and prints a table.
set -euo pipefail
cd "$(dirname "$0")/../.."
source benches/peers/environment.sh
cargo build --quiet --release --locked -p detente-benches --example token_rates
text=target/tokens.txt
target/release/examples/token_rates text "$text"
results=target/tokens.jsonl
: >"$results"
for _ in $(seq "${1:-3}"); do
    target/release/examples/token_rates time "$text" >>"$results"
    for system in detente_offsets detente_list spacy_blank spacy_list blingfire blingfire_offsets nltk nltk_sentences; do
        "$venv/bin/python" benches/peers/tokens.py "$system" "$text" >>"$results"
    done
done
"$venv/bin/python" benches/peers/tokens.py --table "$results"
