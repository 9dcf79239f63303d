#!/usr/bin/env bash
# Runs every check: formatting, lints, Rust tests, documentation, the Python wheel in a fresh environment.
#
# Needs Rust (rust-version in Cargo.toml) and Python 3.11 or later with venv; the rest comes from the package indexes.
# Goes on after a failure, then shows the closing line of each check; exits with 1 if any failed.
set -uo pipefail
cd "$(dirname "$0")/.."

logs=target/checks
venv=$logs/venv
wheels=$logs/wheels
rm -rf "$logs"
mkdir -p "$logs"
failed=()
closing=()

# check NAME PATTERN COMMAND...: runs it, keeps its output, and remembers the lines that match.
check() {
    local name=$1 pattern=$2 log="$logs/$1.log" begin=$SECONDS verdict=ok
    shift 2
    printf '\n== %s: %s\n' "$name" "$*"
    if ! "$@" 2>&1 | tee "$log"; then
        verdict=FAILED
        failed+=("$name")
    fi
    closing+=("$(printf '%-10s %-6s %4d s' "$name" "$verdict" $((SECONDS - begin)))")
    while IFS= read -r line; do
        closing+=("             $line")
    done < <(grep -aE "$pattern" "$log")
}

with_denied_warnings() { RUSTDOCFLAGS="-D warnings" "$@"; }

environment() {
    python3 -m venv "$venv" &&
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r tests/python/requirements.txt
}

# From the source distribution, so that it is known to be whole. Its Cargo.lock is the workspace's less the crates that
# are not part of it, which --locked would take for a change.
wheel() {
    "$venv/bin/maturin" build --release --sdist --interpreter "$venv/bin/python" --out "$wheels" &&
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$wheels"/*.whl
}

# The library with the feature that lets a text ask for a panic, and the test that asks.
panics() {
    cargo build -p detente-python --features panic-injection --locked &&
        mkdir -p "$logs/panics" && cp -r python/detente "$logs/panics" &&
        cp target/debug/lib_detente.so "$logs/panics/detente/_detente.abi3.so" &&
        PANIC_BUILD="$PWD/$logs/panics" "$venv/bin/python" -m pytest tests/python/test_panics.py
}

types() { PATH="$PWD/$venv/bin:$PATH" "$venv/bin/pyright" --verifytypes detente --ignoreexternal; }

# The pages, their examples and the notebooks, with the wheel that was built.
site() {
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r docs/requirements.txt &&
        bash docs/build.sh "$venv/bin/python"
}

check format '^Diff' cargo fmt --all --check
check clippy '^(warning|error)(:|\[)' cargo clippy --workspace --all-targets --locked -- -D warnings
# The Python module has no Rust tests; its wheel is built and tested below.
check tests '^(test result|gold |template |constructions )' cargo test --workspace --exclude detente-python --locked --no-fail-fast
check linearity '^linearity' bash tests/linearity.sh
check docs '^(warning|error)(:|\[)' with_denied_warnings cargo doc --workspace --no-deps --locked
check python 'ERROR' environment
check wheel 'Built wheel|ERROR|error' wheel
check pytest '(passed|failed|error).* in ' "$venv/bin/python" -m pytest tests/python
check panics '(passed|failed|skipped|error).* in ' panics
check types '^(Type completeness|.*error:)' types
check stubtest '^(Success|Found)' "$venv/bin/python" -m mypy.stubtest detente --mypy-config-file pyproject.toml \
    --allowlist tests/python/stubtest.txt --ignore-unused-allowlist
check around '^around|^SKIPPED|(passed|failed|error).* in ' bash tests/around.sh "$wheels"/*.whl
check site '^(examples|links|site)|WARNING|Error' with_denied_warnings site

printf '\n== summary\n'
printf '%s\n' "${closing[@]}"
if ((${#failed[@]})); then
    printf '\nFAILED: %s\n' "${failed[*]}"
    exit 1
fi
printf '\nall checks passed in %d s\n' "$SECONDS"
