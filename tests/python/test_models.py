"""Model files: a sound one, and all that can be wrong with one."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from conftest import ROOT, listings

import detente

MODEL = ROOT / "crates" / "detente-data" / "detente.model"


@pytest.fixture(scope="module")
def model() -> bytes:
    return MODEL.read_bytes()


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(detente.ModelError) as caught:
        detente.Analyzer(model=path)
    assert isinstance(caught.value, ValueError)
    return str(caught.value)


def test_the_file_is_the_model_inside(tmp_path: Path, model: bytes, article: str) -> None:
    path = tmp_path / "copy.model"
    path.write_bytes(model)
    inside = detente.Analyzer()
    for given in (path, str(path)):
        analyzer = detente.Analyzer(model=given)
        assert analyzer.model == str(path) and analyzer.model_version == inside.model_version
        assert listings(analyzer.analyze(article)) == listings(inside.analyze(article))
        assert analyzer != inside and pickle.loads(pickle.dumps(analyzer)) == analyzer
        assert repr(analyzer) == f"Analyzer(model={str(path)!r})"
    doc = pickle.loads(pickle.dumps(analyzer.analyze(article)))
    assert doc.explain() == inside.analyze(article).explain()
    path.unlink()
    gone = pickle.loads(pickle.dumps(doc))
    assert gone == doc
    with pytest.raises(FileNotFoundError):
        gone.explain()


def test_a_relative_path_holds_elsewhere(
    tmp_path: Path, model: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my.model").write_bytes(model)
    monkeypatch.chdir(tmp_path)
    analyzer = detente.Analyzer(model="my.model")
    monkeypatch.chdir("/")
    assert pickle.loads(pickle.dumps(analyzer)) == analyzer


def test_no_model_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.model"
    assert refused(path, b"").startswith("not a Détente model")
    assert refused(path, b"PK\x03\x04 and so on, long enough to hold a header").startswith("not a Détente model")


def test_truncated(tmp_path: Path, model: bytes) -> None:
    path = tmp_path / "a.model"
    cuts = {8, 20, 31, 32, 33, 64, 100, len(model) // 3, len(model) // 2, len(model) - 1} & set(range(len(model)))
    for length in sorted(cuts):
        message = refused(path, model[:length])
        assert message.startswith(f"truncated model: {length} bytes where "), (length, message)


def test_corrupt(tmp_path: Path, model: bytes) -> None:
    path = tmp_path / "a.model"
    for at in sorted({24, len(model) - 1, len(model) // 2, len(model) // 3}):
        changed = bytearray(model)
        changed[at] ^= 0x40
        assert refused(path, bytes(changed)).startswith("corrupt model: checksum"), at
    assert "corrupt model" in refused(path, model + b"\0" * 8)


def test_wrong_version(tmp_path: Path, model: bytes) -> None:
    changed = bytearray(model)
    changed[8:12] = (99).to_bytes(4, "little")
    message = refused(tmp_path / "a.model", bytes(changed))
    assert message.startswith("model format version 99; this build reads version")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="absent"):
        detente.Analyzer(model=tmp_path / "absent")
    with pytest.raises(OSError):
        detente.Analyzer(model=tmp_path)
    for path in (3, 1.5, []):
        with pytest.raises(TypeError):
            detente.Analyzer(model=path)  # type: ignore[arg-type]
