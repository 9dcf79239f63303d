#!/usr/bin/env bash
# The hammers at full size, a million calls and a hundred thousand errors, in three minutes; then the command on 256 MB in every
# format, with twenty minutes of CPU time. `tests/run.sh` runs a tenth of each. Needs the environment that tests/run.sh makes,
# or another with the package: PYTHON=... bash tests/long.sh [ARGUMENTS OF PYTEST...]
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-target/checks/venv/bin/python}
HAMMER_PERCENT=100 "$python" -m pytest tests/python/test_hammers.py -rP "$@"
"$python" tests/memory.py "$(dirname "$python")/detente" --full
