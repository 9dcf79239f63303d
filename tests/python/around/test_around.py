"""What all integrations have in common: examples that run, and types, where every library is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import examples
import pytest
from conftest import ROOT
from test_spark import JAVA

import detente

PACKAGE = Path(detente.__file__).parent
MODULES = sorted((PACKAGE / "integrations").glob("*.py"))
DOCSTRINGS = {name: text for path in MODULES for name, text in examples.docstrings(path, PACKAGE).items()}


@pytest.fixture(scope="module", autouse=True)
def engines() -> Iterator[None]:
    """Ends what the examples start."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    yield
    import ray
    from pyspark.sql import SparkSession

    ray.shutdown()
    session = SparkSession.getActiveSession()
    if session is not None:
        session.stop()


@pytest.mark.filterwarnings("ignore")  # Those of PySpark and Ray.
@pytest.mark.parametrize("name", DOCSTRINGS)
def test_every_name_has_an_example_that_runs(name: str) -> None:
    if name == "integrations/spark.py:table" and JAVA:
        pytest.skip(JAVA)
    examples.run(name, DOCSTRINGS[name])


def test_the_package_is_typed(tmp_path: Path) -> None:
    mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), "-p", "detente"]
    config = ["--config-file", str(ROOT / "pyproject.toml")]
    done = subprocess.run([*mypy, *config], capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr
