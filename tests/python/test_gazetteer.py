"""Names of the user's own."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

import detente

TEXT = "Old Vardu condemned Orlena on Tuesday. ORLENA then praised the morning bloc and the Morning Bloc. orlena is a word."
NAMES = {
    "Orlena": {"label": "ORG", "actor": "Orlena Mining"},
    "Vardu": {"label": "GPE", "actor": "NOR", "aliases": ["Old Vardu"]},
    "morning bloc": {"label": "NORP", "actor": "Morning Bloc"},
}
CSV = "name,label,actor,aliases\nOrlena,ORG,Orlena Mining,\nVardu,GPE,NOR,Old Vardu\nmorning bloc,NORP,Morning Bloc,\n"
EXPECTED = [
    ("Old Vardu", "GPE", "NOR"),
    ("Orlena", "ORG", "Orlena Mining"),
    ("ORLENA", "ORG", "Orlena Mining"),
    ("morning bloc", "NORP", "Morning Bloc"),
    ("Morning Bloc", "NORP", "Morning Bloc"),
]


def names(doc: detente.Document) -> list[tuple[str, str, str | None]]:
    return [(entity.text, entity.label, entity.actor) for entity in doc.entities if entity.label != "DATE"]


def test_dict_csv_and_json_find_the_same(tmp_path: Path) -> None:
    csv, jsn = tmp_path / "names.csv", tmp_path / "names.json"
    csv.write_text(CSV, encoding="utf-8")
    jsn.write_text(json.dumps(NAMES), encoding="utf-8")
    for given in (NAMES, csv, str(jsn)):
        assert names(detente.Analyzer(gazetteer=given).analyze(TEXT)) == EXPECTED


def test_without_one_nothing_changes() -> None:
    plain = detente.Analyzer()
    assert plain.gazetteer is None
    for given in (None, {}):
        assert names(detente.Analyzer(gazetteer=given).analyze(TEXT)) == names(plain.analyze(TEXT))


def test_the_users_names_win() -> None:
    doc = detente.Analyzer(gazetteer={"Angela Merkel": "Nobody", "China": None}).analyze(
        "Chancellor Angela Merkel met China's envoy. Merkel left."
    )
    assert [(entity.text, entity.actor) for entity in doc.entities] == [
        ("Angela Merkel", "Nobody"),
        ("China", "CHN"),
        ("Merkel", "Nobody"),
    ]


def test_kept_in_pickles_repr_and_equality(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(CSV, encoding="utf-8")
    for given in (NAMES, path):
        analyzer = detente.Analyzer(gazetteer=given)
        back = pickle.loads(pickle.dumps(analyzer))
        assert back == analyzer and hash(back) == hash(analyzer) and analyzer != detente.Analyzer()
        assert back.gazetteer == analyzer.gazetteer and names(back.analyze(TEXT)) == EXPECTED
        assert "gazetteer=" in repr(analyzer) and eval(f"detente.{analyzer!r}") == analyzer
        doc = pickle.loads(pickle.dumps(analyzer.analyze(TEXT)))
        assert names(doc) == EXPECTED and doc.explain() == analyzer.analyze(TEXT).explain()
        assert len(pickle.loads(pickle.dumps(analyzer.analyze_batch([TEXT]))).entities) > 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name\nOslo Bank\nOslo Bank\n", 'row 3: name "Oslo Bank" stands in row 2 already'),
        ("name,actor\nOslo Bank,NOR\nOslo Bank,SWE\n", 'row 3: name "Oslo Bank" has another label or actor in row 2'),
        ('name,actor\n"",NOR\n', "row 2: the name is empty"),
        ("name\n" + "x" * 201 + "\n", "row 2: the name has 201 bytes; 200 at most"),
        ("name,label\nOslo Bank,BANK\n", 'row 2: unknown entity label "BANK"; the labels are PERSON'),
        ("name,label\nMay,DATE\n", "row 2: label DATE is for numbers and dates"),
        (b"name\nOslo\n\xff\n", "row 3: is no UTF-8 at byte 10"),
        ("", 'is empty; a header with the column "name" is needed'),
    ],
)
def test_errors_name_file_row_and_reason(tmp_path: Path, content: str | bytes, message: str) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ValueError) as caught:
        detente.Analyzer(gazetteer=path)
    assert str(path) in str(caught.value) and message in str(caught.value)


def test_other_bad_gazetteers(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        detente.Analyzer(gazetteer=tmp_path / "none.csv")
    (tmp_path / "names.txt").write_text("name\n")
    with pytest.raises(ValueError, match=r"ends in \.csv or \.json"):
        detente.Analyzer(gazetteer=tmp_path / "names.txt")
    for wrong in (3, {3: "NOR"}, ["Oslo"]):
        with pytest.raises(TypeError):
            detente.Analyzer(gazetteer=wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="row 1: unknown field"):
        detente.Analyzer(gazetteer={"Oslo": {"colour": "red"}})
