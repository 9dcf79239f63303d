#!/usr/bin/env bash
# Counts the instructions that long texts of one kind take, at four sizes that double, and fails where a doubling costs 2.2
# times as many or more: the time is linear in the text, whatever the text. Needs valgrind and Python.
#
#   bash tests/linearity.sh [--full]
#
# Sizes: tokens, sentences and blocks from 32 to 256 KB, the whole analysis from 4 to 32 KB; with --full from 1 to 8 MB
# and from 64 to 512 KB. Where valgrind is missing it says so and checks nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v valgrind >/dev/null; then
    echo "linearity: NOT CHECKED, valgrind is not installed"
    exit 0
fi
tokens=$((32 << 10)) analysis=$((4 << 10)) profile=dev folder=debug
if [ "${1:-}" = --full ]; then
    tokens=$((1 << 20)) analysis=$((64 << 10)) profile=dev-opt folder=dev-opt
fi
cargo build --quiet --locked --profile "$profile" -p detente-tests --example linearity
out=target/linearity
rm -rf "$out"
mkdir -p "$out"
for stage in tokens analysis; do
    # One file of counts a call.
    valgrind --tool=callgrind --callgrind-out-file="$out/$stage" --log-file="$out/$stage.log" \
        --toggle-collect=linearity::measured_call --dump-after=linearity::measured_call --compress-strings=no \
        "target/$folder/examples/linearity" "$stage" "${!stage}" >"$out/$stage.texts"
done
python3 tests/linearity.py "$out"
