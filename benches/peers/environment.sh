# To be sourced from the root of the checkout: an environment with the peers and this checkout's wheel, in $venv. The wheel is
# built, which takes minutes, unless the variable WHEEL names one.
venv=target/peers
if ! [ -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r benches/peers/requirements.txt
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "${WHEEL:-.}"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
