#!/usr/bin/env bash
# The longer test line: the wheel inside other libraries, each for real, in an environment of its own.
#
#   bash tests/around.sh [WHEEL] [ARGUMENTS OF PYTEST...]
#
# Installs the wheel with all its extras from the package index, 1.9 GB with PySpark and Ray, and runs tests/python/around.
# Without WHEEL it builds one. Needs Python 3.11 or later with venv; PySpark needs Java 17 or later, and where that is missing
# its tests are skipped, which the closing lines say.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=target/around/venv
rm -rf target/around
python3 -m venv "$venv"
pip() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }

if [[ ${1:-} == *.whl ]]; then
    wheel=$1
    shift
else
    pip 'maturin>=1.16,<2'
    "$venv/bin/maturin" build --release --locked --interpreter "$venv/bin/python" --out target/around/wheels
    wheel=$(echo target/around/wheels/*.whl)
fi

begin=$SECONDS
pip -r tests/python/around/requirements.txt "$wheel[arrow,duckdb,pandas,plot,polars,progress,ray,sklearn,spacy,spark]"
echo "around: installed in $((SECONDS - begin)) s"
exec "$venv/bin/python" -m pytest -rs --durations=5 tests/python/around "$@"
