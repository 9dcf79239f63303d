"""The component of spaCy: what it sets, in batches, in other processes, on disk."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest
import spacy
from conftest import HARD_TEXTS, Run
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import detente
from detente.integrations.spacy import Reader

TEXT = "China-based firms left. Norway thanked Iceland. “We regret this”, Peru said."
TEXTS = [TEXT, *HARD_TEXTS.values()]


@pytest.fixture
def nlp() -> Language:
    language = spacy.blank("en")
    language.add_pipe("detente", config={"set_ents": True})
    return language


def said(doc: Doc) -> Any:
    """Everything that the component sets, as plain values."""
    ents = [(ent.start_char, ent.end_char, ent.label_, ent.kb_id_) for ent in doc.ents]
    return doc._.detente, doc._.tone, repr(doc._.directed), ents


def test_no_import_is_needed(run_python: Run) -> None:
    done = run_python(
        """
        import spacy
        nlp = spacy.blank("en")
        nlp.add_pipe("detente")
        doc = nlp("Norway thanked Iceland.")
        print(doc._.tone > 0, [(d.source, d.target) for d in doc._.directed], doc.ents)
        """
    )
    assert done.stdout.strip() == "True [('NOR', 'ISL')] ()"


def test_it_says_what_the_document_says(nlp: Language, analyzer: detente.Analyzer) -> None:
    for text in TEXTS:
        doc, wanted = nlp(text), analyzer.analyze(text)
        assert doc._.detente == wanted and doc._.tone == wanted.tone
        for d, directed in zip(doc._.directed, wanted.directed, strict=True):
            for name in ("source", "target", "tone", "band", "mode", "confidence", "speaker"):
                assert getattr(d, name) == getattr(directed, name)
            places = (directed.source_span, directed.target_span, directed.cue)
            for span, place in zip((d.source_span, d.target_span, d.cue_span), places, strict=True):
                assert (span is None) == (place is None)
                if span is not None and place is not None:
                    assert span.start_char <= place[0] < place[1] <= span.end_char
            assert d.sentence_span.text.strip() == directed.text
    doc = nlp(TEXT)
    assert [(d.source_span.text, d.cue_span.text, d.target_span.text) for d in doc._.directed] == [
        ("Norway", "thanked", "Iceland")
    ]


def test_ents(nlp: Language, analyzer: detente.Analyzer) -> None:
    for text in TEXTS:
        doc = nlp(text)
        ents = [(ent.start_char, ent.end_char, ent.label_, ent.kb_id_) for ent in doc.ents]
        entities = analyzer.analyze(text).entities
        wanted = [(e.start_char, e.end_char, e.label, e.actor or "") for e in entities]
        # Where spaCy has no border, the span is a longer one.
        aligned = [one for one in wanted if doc.char_span(*one[:2])]
        assert set(aligned) <= set(ents) and len(ents) <= len(wanted)
        assert ents == wanted or len(aligned) < len(wanted)
    assert [ent.kb_id_ for ent in nlp(TEXT).ents] == ["", "NOR", "ISL", "PER"]
    left = spacy.blank("en")
    left.add_pipe("entity_ruler").add_patterns([{"label": "X", "pattern": "Norway"}])
    left.add_pipe("detente")
    assert [ent.label_ for ent in left(TEXT).ents] == ["X"]


def test_spans_within_a_token() -> None:
    def read(mode: str) -> Any:
        language = spacy.blank("en")
        language.tokenizer = lambda text: Doc(language.vocab, words=text.split(" "))
        language.add_pipe("detente", config={"set_ents": True, "alignment_mode": mode})
        doc = language("Norway thanked Iceland, its neighbor.")
        (directed,) = doc._.directed
        return [ent.text for ent in doc.ents], directed.target_span and directed.target_span.text

    assert read("expand") == (["Norway", "Iceland,"], "Iceland,")
    assert read("strict") == read("contract") == (["Norway"], None)


def test_batches_and_processes(nlp: Language) -> None:
    wanted = [said(nlp(text)) for text in TEXTS]
    for options in ({}, {"batch_size": 1}, {"batch_size": 4}, {"n_process": 2, "batch_size": 5}):
        assert [said(doc) for doc in nlp.pipe(TEXTS, **options)] == wanted, options
    pairs = nlp.pipe(((text, number) for number, text in enumerate(TEXTS)), as_tuples=True)
    assert [number for _, number in pairs] == list(range(len(TEXTS)))
    assert list(nlp.pipe([])) == []


def test_documents_are_kept(nlp: Language) -> None:
    for text in TEXTS:
        doc = nlp(text)
        back = Doc(nlp.vocab).from_bytes(doc.to_bytes())
        attrs = ["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID"]
        bin_of_one = DocBin(store_user_data=True, docs=[doc], attrs=attrs)
        (from_bin,) = DocBin().from_bytes(bin_of_one.to_bytes()).get_docs(nlp.vocab)
        for other in (back, from_bin, pickle.loads(pickle.dumps(doc)), doc.copy(), copy.copy(doc)):
            assert said(other) == said(doc)
        assert back._.detente.explain() == doc._.detente.explain()


def test_other_texts_do_not_inherit(nlp: Language) -> None:
    doc = nlp(TEXT)
    part = doc[5:12].as_doc(copy_user_data=True)
    assert part._.detente is part._.tone is part._.directed is None
    assert spacy.blank("en")(TEXT)._.tone is None
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:3])
    assert [d.cue_span.text for d in doc._.directed] == ["thanked"]


def test_pipelines_are_kept(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("name,actor\nVardu,NOR\n", encoding="utf-8")
    text = "Old\nVardu thanked Orlena."
    by_path = spacy.blank("en")
    config = {"gazetteer": str(names), "line_breaks": "space", "alignment_mode": "strict", "threads": 2}
    by_path.add_pipe("detente", config=config | {"set_ents": True})
    by_dict = spacy.blank("en")
    by_dict.add_pipe("detente", name="readings").analyzer = detente.Analyzer(
        gazetteer={
            "Orlena": {"label": "ORG", "actor": "Orlena Mining", "aliases": ["Orlena Inc. (U.S.)"]},
            "Vardu": {"label": "GPE", "actor": "NOR"},
        }
    )
    for nlp in (by_path, by_dict):
        nlp.to_disk(tmp_path / "kept")
        wanted = nlp.pipeline[0][1]
        for back in (
            spacy.load(tmp_path / "kept"),
            spacy.blank("en").from_config(nlp.config).from_bytes(nlp.to_bytes()),
            pickle.loads(pickle.dumps(nlp)),
        ):
            component = back.pipeline[0][1]
            assert isinstance(component, Reader) and component.analyzer == wanted.analyzer
            assert vars(component) == vars(wanted)
            assert said(back(text)) == said(nlp(text))
    assert by_dict(text)._.directed[0].target == "Orlena Mining"


def test_a_pipeline_after_another_component() -> None:
    """A model of spaCy may stand before it; nothing of its output is needed, and its sentences stay."""
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    language.add_pipe("detente", first=True)
    assert len(list(language(TEXT).sents)) == 3 and language(TEXT)._.tone > 0
    assert "doc._.tone" in language.analyze_pipes()["attrs"]


def test_errors_go_to_the_handler(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    component = nlp.get_pipe("detente")

    def fail(doc: Doc, document: detente.Document) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(component, "_set", fail)
    with pytest.raises(RuntimeError):
        nlp(TEXT)
    with pytest.raises(RuntimeError):
        list(nlp.pipe([TEXT]))
    seen: list[Any] = []
    nlp.set_error_handler(lambda name, component, docs, error: seen.append((name, len(docs), str(error))))
    assert list(nlp.pipe([TEXT] * 3)) == [] and seen == [("detente", 3, "no")]


def test_what_is_wrong_is_said() -> None:
    language = spacy.blank("en")
    with pytest.raises(ValueError, match="alignment_mode"):
        language.add_pipe("detente", config={"alignment_mode": "loose"})
    with pytest.raises(ValueError, match="line_breaks"):
        language.add_pipe("detente", config={"line_breaks": "never"})
    with pytest.raises(OSError):
        language.add_pipe("detente", config={"gazetteer": "there-is-no-such-file.csv"})
    with pytest.raises(ValueError, match="alignment_mode must be strict, contract or expand, not 'loose'"):
        Reader("detente", detente.Analyzer(), alignment_mode="loose")  # type: ignore[arg-type]


def test_names_of_others_are_not_taken_over(run_python: Run) -> None:
    done = run_python(
        """
        import spacy
        from spacy.tokens import Doc
        Doc.set_extension("tone", default=7)
        try:
            spacy.blank("en").add_pipe("detente")
        except ValueError as error:
            print("refused", "tone" in str(error))
        """
    )
    assert done.stdout.strip() == "refused True"
