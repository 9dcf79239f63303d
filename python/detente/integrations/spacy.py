"""A component for spaCy: ``nlp.add_pipe("detente")``, which needs no import where the package is installed.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> component = nlp.add_pipe("detente", config={"set_ents": True})
    >>> doc = nlp("Norway thanked Iceland.")
    >>> doc._.tone > 0, [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents]
    (True, [('Norway', 'GPE', 'NOR'), ('Iceland', 'GPE', 'ISL')])
    >>> [(d.source, d.target, d.cue_span) for d in doc._.directed]
    [('NOR', 'ISL', thanked)]
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias, cast

from detente._detente import Analyzer, Document, _restore_document
from detente.integrations.extras import extra

with extra("spacy"):
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.util import filter_spans, minibatch, raise_error

__all__ = ["DirectedSpans", "Reader", "make"]

Alignment: TypeAlias = Literal["strict", "contract", "expand"]

ErrorHandler: TypeAlias = Callable[[str, Any, list[Doc], Exception], Any]

#: Where a document is kept in ``doc.user_data``: as plain values, so that spaCy can serialise it.
KEY = "detente"


class DirectedSpans(NamedTuple):
    """A directed tone, as :class:`detente.Directed`, with spans of the spaCy document.

    A span is ``None`` where the sentence does not name the party, and where it does not align with spaCy's tokens.

    >>> from detente.integrations.spacy import DirectedSpans
    >>> DirectedSpans._fields[:3]
    ('source', 'target', 'tone')
    """

    source: str
    """The id of the actor whose tone it is."""
    target: str
    """The id of the actor toward whom it is."""
    tone: float
    """The tone, in [-1, 1]; never 0."""
    band: str
    """The word for the tone, as of :attr:`detente.Document.band`."""
    mode: str
    """How it is put forward, as of :attr:`detente.Directed.mode`."""
    confidence: float
    """How sure the model is that there is such a stance, in [0, 1]."""
    speaker: str | None
    """The id of the actor whose words these are, in a quote or reported speech."""
    source_span: Span | None
    """Where the sentence names the source."""
    target_span: Span | None
    """Where the sentence names the target."""
    cue_span: Span | None
    """The few words that carry the tone."""
    sentence_span: Span | None
    """The sentence, as Détente splits sentences."""


class Reader:
    """The component: reads each document of a pipeline, whatever stands before it.

    It sets ``doc._.detente``, the :class:`detente.Document`; ``doc._.tone``, its tone; ``doc._.directed``, a list of
    :class:`DirectedSpans`; each ``None`` for a document that was not read. These are made when asked for, from
    bytes in ``doc.user_data`` that go wherever the document goes: ``to_bytes``, ``DocBin(store_user_data=True)``,
    other processes.

    :param name: the name of the component.
    :param analyzer: which analyzer reads.
    :param set_ents: whether to set ``doc.ents``, in the place of what is there, with the actor as ``ent.kb_id_``.
    :param alignment_mode: what to do with a span that ends within a token of spaCy: ``"expand"`` or ``"contract"`` it
        to whole tokens, or leave it out (``"strict"``).
    :param threads: number of threads for ``nlp.pipe``, as of :meth:`detente.Analyzer.analyze_batch`.

    :raises ValueError: if `alignment_mode` is none of the allowed, or if ``doc._`` has one of these names from
        elsewhere.

    >>> import detente, spacy
    >>> from detente.integrations.spacy import Reader
    >>> read = Reader("detente", detente.Analyzer())
    >>> read(spacy.blank("en").make_doc("Norway thanked Iceland."))._.detente.dyads[0].target
    'ISL'
    """

    def __init__(
        self,
        name: str,
        analyzer: Analyzer,
        *,
        set_ents: bool = False,
        alignment_mode: Alignment = "expand",
        threads: int | None = None,
    ) -> None:
        if alignment_mode not in ("strict", "contract", "expand"):
            raise ValueError(f"alignment_mode must be strict, contract or expand, not {alignment_mode!r}")
        for attribute, getter in GETTERS.items():
            if not Doc.has_extension(attribute) or Doc.get_extension(attribute)[2] is not getter:
                Doc.set_extension(attribute, getter=getter)
        self.name: str = name
        self.analyzer: Analyzer = analyzer
        self.set_ents: bool = set_ents
        self.alignment_mode: Alignment = alignment_mode
        self.threads: int | None = threads
        self.error_handler: ErrorHandler = raise_error

    def __call__(self, doc: Doc) -> Doc:
        """Read one document.

        >>> import detente, spacy
        >>> from detente.integrations.spacy import Reader
        >>> Reader("detente", detente.Analyzer())(spacy.blank("en").make_doc("Talks resumed."))._.directed
        []
        """
        self._set(doc, self.analyzer.analyze(doc.text))
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Read a stream of documents in batches, each on several threads.

        >>> import detente, spacy
        >>> from detente.integrations.spacy import Reader
        >>> docs = spacy.blank("en").pipe(["Peru condemned Chile.", "Norway thanked Iceland."])
        >>> [doc._.tone > 0 for doc in Reader("detente", detente.Analyzer()).pipe(docs)]
        [False, True]
        """
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call, unused-ignore]
            try:
                read = self.analyzer.analyze_batch([doc.text for doc in batch], threads=self.threads)
                for doc, document in zip(batch, read, strict=True):
                    assert document is not None  # A text that cannot be read is an error here.
                    self._set(doc, document)
            except Exception as error:
                self.error_handler(self.name, self, batch, error)
            else:
                yield from batch

    def _set(self, doc: Doc, document: Document) -> None:
        _, (text, *rest) = cast("tuple[Any, Any]", document.__reduce__())
        doc.user_data[KEY] = [_mark(text), self.alignment_mode, *rest]
        if self.set_ents:
            spans = (
                doc.char_span(e.start_char, e.end_char, e.label, e.actor or "", alignment_mode=self.alignment_mode)
                for e in document.entities
            )
            # Of two names within one token of spaCy, the longer one stays.
            doc.ents = filter_spans(span for span in spans if span)

    def set_error_handler(self, error_handler: ErrorHandler) -> None:
        """Take what ``nlp.set_error_handler`` hands on: it is called with a batch that could not be read.

        >>> import detente
        >>> from detente.integrations.spacy import Reader
        >>> Reader("detente", detente.Analyzer()).set_error_handler(print)
        """
        self.error_handler = error_handler

    def get_error_handler(self) -> ErrorHandler:
        """What is called with documents that could not be read; without a handler of yours, the error is raised.

        >>> import detente, spacy.util
        >>> from detente.integrations.spacy import Reader
        >>> Reader("detente", detente.Analyzer()).get_error_handler() is spacy.util.raise_error
        True
        """
        return self.error_handler

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The settings, with those of the analyzer, whose files stay where they are.

        >>> import detente
        >>> from detente.integrations.spacy import Reader
        >>> settings = Reader("detente", detente.Analyzer(gazetteer={"Vardu": "NOR"})).to_bytes()
        >>> Reader("detente", detente.Analyzer()).from_bytes(settings).analyzer.gazetteer
        {'Vardu': 'NOR'}
        """
        _, analyzer = self.analyzer.__getnewargs_ex__()
        mine = {"set_ents": self.set_ents, "alignment_mode": self.alignment_mode, "threads": self.threads}
        return json.dumps({"analyzer": analyzer, **mine}, ensure_ascii=False, indent=1).encode()

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> Reader:
        """Take over settings of :meth:`to_bytes`, and return the component.

        :raises OSError: if a file of the analyzer is missing.

        >>> import detente
        >>> from detente.integrations.spacy import Reader
        >>> settings = Reader("detente", detente.Analyzer(), threads=2).to_bytes()
        >>> Reader("detente", detente.Analyzer()).from_bytes(settings).threads
        2
        """
        settings = json.loads(bytes_data)
        self.analyzer = Analyzer(**settings.pop("analyzer"))
        for name, value in settings.items():
            setattr(self, name, value)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write what :meth:`to_bytes` gives to the file ``settings.json`` in a folder, which is made.

        >>> import detente, tempfile
        >>> from detente.integrations.spacy import Reader
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     Reader("detente", detente.Analyzer(), set_ents=True).to_disk(folder)
        ...     Reader("detente", detente.Analyzer()).from_disk(folder).set_ents
        True
        """
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.json").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Reader:
        """Take over settings of :meth:`to_disk`, and return the component.

        :raises OSError: if there are none, or if a file of the analyzer is missing.

        >>> import detente, tempfile
        >>> from detente.integrations.spacy import Reader
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     Reader("detente", detente.Analyzer(), threads=1).to_disk(folder)
        ...     Reader("detente", detente.Analyzer()).from_disk(folder).threads
        1
        """
        return self.from_bytes((Path(path) / "settings.json").read_bytes())


@Language.factory(  # type: ignore[untyped-decorator, unused-ignore]
    "detente",
    assigns=["doc._.detente", "doc._.tone", "doc._.directed"],
    default_config={
        "model": None,
        "line_breaks": "auto",
        "gazetteer": None,
        "lexicon": None,
        "min_confidence": 0.0,
        "set_ents": False,
        "alignment_mode": "expand",
        "threads": None,
    },
)
def make(
    nlp: Language,
    name: str,
    model: str | None,
    line_breaks: Literal["auto", "break", "space"],
    gazetteer: str | None,
    lexicon: str | None,
    min_confidence: float,
    set_ents: bool,
    alignment_mode: Alignment,
    threads: int | None,
) -> Reader:
    """What ``nlp.add_pipe("detente", config=...)`` calls; all settings have defaults there.

    Gazetteer and lexicon are paths here, since spaCy keeps settings in a file of its own form; for a dict set the attribute
    ``analyzer`` of the component, which is written and read with the pipeline.

    :param model: as of :class:`detente.Analyzer`.
    :param line_breaks: as of :class:`detente.Analyzer`.
    :param gazetteer: as of :class:`detente.Analyzer`.
    :param lexicon: as of :class:`detente.Analyzer`.
    :param min_confidence: as of :class:`detente.Analyzer`.
    :param set_ents: as of :class:`Reader`.
    :param alignment_mode: as of :class:`Reader`.
    :param threads: as of :class:`Reader`.

    :raises OSError: as :class:`detente.Analyzer`.
    :raises ValueError: as :class:`detente.Analyzer` and :class:`Reader`.

    >>> import detente, spacy
    >>> nlp = spacy.blank("en")
    >>> nlp.add_pipe("detente").analyzer = detente.Analyzer(gazetteer={"Orlena": "Orlena Mining"})
    >>> nlp("Norway thanked Orlena.")._.directed[0].target
    'Orlena Mining'
    """
    analyzer = Analyzer(
        model=model,
        line_breaks=line_breaks,
        gazetteer=gazetteer,
        lexicon=lexicon,
        min_confidence=min_confidence,
    )
    return Reader(name, analyzer, set_ents=set_ents, alignment_mode=alignment_mode, threads=threads)


def _mark(text: str) -> int:
    """What tells the text that was read from another, into which spaCy may have copied the user data."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _document(doc: Doc) -> Document | None:
    kept = doc.user_data.get(KEY)
    if kept is None or kept[0] != _mark(doc.text):
        return None
    return _restore_document(doc.text, *kept[2:])


def _tone(doc: Doc) -> float | None:
    document = _document(doc)
    return None if document is None else document.tone


def _directed(doc: Doc) -> list[DirectedSpans] | None:
    document = _document(doc)
    if document is None:
        return None
    mode = doc.user_data[KEY][1]

    def span(place: tuple[int, int] | None) -> Span | None:
        return None if place is None else doc.char_span(*place, alignment_mode=mode)

    return [
        DirectedSpans(
            source=d.source,
            target=d.target,
            tone=d.tone,
            band=d.band,
            mode=d.mode,
            confidence=d.confidence,
            speaker=d.speaker,
            source_span=span(d.source_span),
            target_span=span(d.target_span),
            cue_span=span(d.cue),
            sentence_span=span((d.start_char, d.end_char)),
        )
        for d in document.directed
    ]


GETTERS: dict[str, Callable[[Doc], Any]] = {"detente": _document, "tone": _tone, "directed": _directed}
