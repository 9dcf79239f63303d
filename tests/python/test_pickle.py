"""Everything survives pickling and copying, in this process and in another."""

from __future__ import annotations

import copy
import pickle

import pytest
from conftest import HARD_TEXTS, Run, listings

import detente


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_documents_round_trip(analyzer: detente.Analyzer, protocol: int) -> None:
    for text in HARD_TEXTS.values():
        doc = analyzer.analyze(text)
        back = pickle.loads(pickle.dumps(doc, protocol))
        assert back == doc and listings(back) == listings(doc)
        assert back.model_version == doc.model_version and back.explain() == doc.explain()


def test_items_round_trip(analyzer: detente.Analyzer, article: str) -> None:
    doc = analyzer.analyze(article)
    lists = (doc.tokens, doc.sentences, doc.entities, doc.quotes, doc.directed, doc.dyads, doc.blocks)
    for items in lists:
        assert pickle.loads(pickle.dumps(items)) == items
        for item in items:
            assert pickle.loads(pickle.dumps(item)) == item == copy.deepcopy(item)
    # The document is in there once, not once a token.
    assert len(pickle.dumps(list(doc.tokens))) < 2 * len(pickle.dumps(doc)) + 20 * len(doc.tokens)
    explanations = doc.explain()
    assert pickle.loads(pickle.dumps(explanations)) == explanations
    assert pickle.loads(pickle.dumps(detente.actor("PER"))) == detente.actor("PER")


def test_batches_round_trip(analyzer: detente.Analyzer) -> None:
    lone = "Peru \ud83d left."
    batch = analyzer.analyze_batch([*HARD_TEXTS.values(), None, lone], errors="null")
    back = pickle.loads(pickle.dumps(batch))
    assert list(back) == list(batch)
    assert back.documents.to_polars().equals(batch.documents.to_polars())
    replaced = analyzer.analyze_batch([lone], errors="replace")
    back = pickle.loads(pickle.dumps(replaced))
    assert list(back) == list(replaced) and back[0].text == lone
    assert back.tokens.to_polars().equals(replaced.tokens.to_polars())


def test_analyzers_are_small(analyzer: detente.Analyzer) -> None:
    packed = pickle.dumps(analyzer)
    assert len(packed) < 1000
    assert pickle.loads(packed) == analyzer == copy.copy(analyzer) and hash(analyzer) == hash(copy.copy(analyzer))
    assert repr(pickle.loads(packed)) == "Analyzer()"


def test_a_document_is_smaller_than_four_times_its_text(analyzer: detente.Analyzer, article: str) -> None:
    text = article * 10
    assert len(pickle.dumps(analyzer.analyze(text))) < 4 * len(text.encode())


def test_a_document_goes_to_another_process(run_python: Run) -> None:
    doc = detente.analyze(HARD_TEXTS["article"])
    done = run_python(
        f"""
        import pickle
        doc = pickle.loads({pickle.dumps(doc)!r})
        print(ascii((doc.text, doc.tone, list(doc.tokens), doc.directed)))
        """
    )
    assert done.stdout.strip() == ascii((doc.text, doc.tone, list(doc.tokens), doc.directed))


def test_what_is_no_pickle_of_ours_is_refused(analyzer: detente.Analyzer) -> None:
    from detente import _detente

    restore, (text, packed, version, options) = analyzer.analyze("Peru left.").__reduce__()
    assert restore is _detente._restore_document and restore(text, packed, version, options).text == "Peru left."
    with pytest.raises(ValueError, match="line_breaks must be"):
        restore(text, packed, version, {"line_breaks": "no such"})
    with pytest.raises(ValueError, match="another version of detente"):
        restore(text, b"\x63" + packed[1:], version, options)
    with pytest.raises(ValueError, match="cannot unpickle"):
        restore(text, packed[:-3], version, options)
    with pytest.raises(ValueError, match="made by model version 77"):
        restore(text, packed, 77, options).explain()
    with pytest.raises(ValueError, match='no list "words"'):
        _detente._restore_item(analyzer.analyze("Peru"), "words", 0)
    with pytest.raises(IndexError):
        _detente._restore_item(analyzer.analyze("Peru"), "tokens", 9)
