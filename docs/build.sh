#!/usr/bin/env bash
# Builds the site into target/docs/site: runs the examples of the pages and the notebooks, and fails on any that is
# wrong, on a warning, on a link that leads nowhere, and on a public Python name that no page shows.
#
#   bash docs/build.sh [PYTHON]
#
# PYTHON is the interpreter of an environment that has this checkout's package and docs/requirements.txt; without it one is
# made under target/docs. Needs Rust, for the pages of rustdoc.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-}
if [ -z "$python" ]; then
    python=target/docs/venv/bin/python
    [ -x "$python" ] || python3 -m venv target/docs/venv
    "$python" -m pip install --quiet --disable-pip-version-check -r docs/requirements.txt
    "$python" -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps .
fi
site=target/docs/site
rm -rf "$site" target/docs/pages
"$python" docs/examples.py
"$python" -m sphinx -q -W --keep-going -d target/docs/pages docs "$site"
cargo doc --quiet --workspace --no-deps --locked
cp -r target/doc "$site/rust"
"$python" docs/links.py "$site"
echo "site: $site/index.html"
