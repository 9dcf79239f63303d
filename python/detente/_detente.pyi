"""The compiled module. Its names are re-exported by ``detente``; use them from there.

Offsets are characters (code points, as ``len(str)`` counts), half-open, over the text as it was
given: ``text[item.start_char:item.end_char] == item.text``. Tones are numbers from -1 (infuriated)
through 0 (neutral) to +1 (conciliatory). Every object is frozen and may be shared among threads.

The examples use this document::

    >>> import detente
    >>> analyzer = detente.Analyzer()
    >>> text = "China condemned Japan on Monday. “We regret this”, Tokyo said."
    >>> doc = analyzer.analyze(text)
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, Literal, Protocol, SupportsIndex, TypeAlias, TypeVar, final, overload

import numpy as np
import numpy.typing as npt
import pandas  # type: ignore[import-untyped, unused-ignore]
import polars

_T_co = TypeVar("_T_co", covariant=True)
_Key = TypeVar("_Key")

_Band: TypeAlias = Literal["infuriated", "critical", "neutral", "cordial", "conciliatory"]
_Label: TypeAlias = Literal[
    "PERSON",
    "NORP",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "EVENT",
    "PRODUCT",
    "WEAPON",
    "WORK_OF_ART",
    "LAW",
    "LANGUAGE",
    "DATE",
    "TIME",
    "PERCENT",
    "MONEY",
    "QUANTITY",
    "ORDINAL",
    "CARDINAL",
]

class _HasSpan(Protocol):
    @property
    def start_char(self) -> int: ...
    @property
    def end_char(self) -> int: ...

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...

class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...

_Span: TypeAlias = tuple[int, int] | _HasSpan
_Texts: TypeAlias = Iterable[str | None] | _ArrowStream | _ArrowArray
_LineBreaks: TypeAlias = Literal["auto", "break", "space"]
_OnError: TypeAlias = Literal["raise", "replace", "null"]

__all__ = [
    "Actor",
    "Analyzer",
    "Batch",
    "Block",
    "Directed",
    "Document",
    "Dyad",
    "Entity",
    "Explanation",
    "InternalError",
    "ModelError",
    "Part",
    "Quote",
    "Sentence",
    "Table",
    "Token",
    "Tokenizer",
    "View",
    "__version__",
    "_command",
    "_model_version",
    "_restore_batch",
    "_restore_document",
    "_restore_item",
    "_restore_view",
    "actor",
]

__version__: str

class ModelError(ValueError):
    """A model file was refused: it is no model, of another version, cut short or corrupt.

    The message says which, with the numbers. A file that cannot be read at all is an ``OSError``.

    >>> import detente, tempfile
    >>> with tempfile.NamedTemporaryFile() as file:
    ...     try:
    ...         detente.Analyzer(model=file.name)
    ...     except detente.ModelError as error:
    ...         print(error)
    not a Détente model: the file does not begin with its magic bytes
    """

class InternalError(Exception):
    """A bug in Détente. The message is a report for its developers; it holds nothing of the text.

    The process and the analyzer stay usable.

    >>> import detente
    >>> issubclass(detente.InternalError, Exception)
    True
    """

@final
class Analyzer:
    """Reads English news. Cheap to make, to copy and to pickle; to be shared among threads.

    :param model: the path of a model file; without it the model inside the package is used, which is
        decoded once a process.
    :param line_breaks: what a line break means that no blank line follows: as of :class:`Tokenizer`.
    :param gazetteer: names of your own, which win over what was learned and over the tables: a dict
        from each name to an actor, to ``None`` or to a dict with any of ``label`` (one of the twelve
        for names), ``actor`` (an ISO 3166-1 alpha-3 code or a plain name) and ``aliases`` (a list);
        or the path of such a dict in a ``.json`` file, or of a ``.csv`` file with the columns ``name``
        and any of ``label``, ``actor``, ``aliases`` (separated by bars). A name with a capital letter
        is found as it is written and wholly in capitals, a name without capitals in any case. Without
        a label a mention keeps that of the model, and is an ``ORG`` where the model finds none;
        without an actor it is resolved as any other. A text costs a look-up a token more. A pickle
        holds the dict or the path, and reads the file anew.
    :param lexicon: words and phrases of your own with their tones, which win over what was learned of
        them: a dict from each word to a tone in [-1, 1] or to a dict with ``tone`` and, if wanted,
        ``class``; or the path of such a dict in a ``.json`` file, or of a ``.csv`` file with the columns
        ``word``, ``tone`` and, if wanted, ``class``. The tone is that of one who does, says, feels or
        shows this, and counts in tenths; 0 says that the word is no stance. The class says how: ``verb``,
        ``experiencer`` (a verb whose object feels, and so holds the stance: "infuriate"), ``noun`` or
        ``adjective``; without it the words around say whether it is a verb, a noun or an adjective. A word stands for its inflections too, in any case; an article may
        stand inside a phrase. Every tone of the document takes it into account.
    :param min_confidence: directed tones with a confidence below this are withheld, and dyads are of
        those that are left: 0 (none) to 1.

    :raises ModelError: (a ``ValueError``) if the file is no sound model.
    :raises OSError: if a file cannot be read.
    :raises TypeError: if `gazetteer` or `lexicon` is neither a dict with names nor a path.
    :raises ValueError: if `line_breaks` is none of the allowed, if `min_confidence` does not lie in
        [0, 1], or if the gazetteer or the lexicon is not sound: the message names the file, the row and
        the reason.

    >>> import detente
    >>> detente.Analyzer()
    Analyzer()
    >>> analyzer = detente.Analyzer(gazetteer={"Orlena": {"label": "ORG", "actor": "Orlena Mining"}})
    >>> analyzer.analyze("Norway thanked Orlena.").entities[1]
    Entity('Orlena', 15, 21, 'ORG', actor='Orlena Mining')
    >>> detente.Analyzer(lexicon={"snub": -0.5}).analyze("Norway snubbed Iceland.").directed[0].tone < 0
    True
    """

    def __new__(
        cls,
        *,
        model: str | os.PathLike[str] | None = None,
        line_breaks: _LineBreaks = "auto",
        gazetteer: dict[str, Any] | str | os.PathLike[str] | None = None,
        lexicon: dict[str, Any] | str | os.PathLike[str] | None = None,
        min_confidence: float = 0.0,
    ) -> Analyzer: ...
    @property
    def gazetteer(self) -> dict[str, Any] | str | None:
        """The names of your own: a copy of the dict, or the absolute path of the file.

        >>> import detente
        >>> detente.Analyzer(gazetteer={"Vardu": "NOR"}).gazetteer
        {'Vardu': 'NOR'}
        """

    @property
    def lexicon(self) -> dict[str, Any] | str | None:
        """The words of your own: a copy of the dict, or the absolute path of the file.

        >>> import detente
        >>> detente.Analyzer(lexicon={"snub": -0.5}).lexicon
        {'snub': -0.5}
        """

    @property
    def min_confidence(self) -> float:
        """The confidence below which directed tones are withheld, in [0, 1].

        >>> import detente
        >>> detente.Analyzer(min_confidence=0.5).min_confidence
        0.5
        """

    @property
    def model(self) -> str | None:
        """The absolute path of the model file; ``None`` for the model inside the package.

        >>> import detente
        >>> detente.Analyzer().model is None
        True
        """

    @property
    def line_breaks(self) -> _LineBreaks:
        """What a single line break means.

        >>> import detente
        >>> detente.Analyzer(line_breaks="space").line_breaks
        'space'
        """

    @property
    def model_version(self) -> int:
        """The version of the model: what was learned, apart from the code.

        >>> import detente
        >>> detente.Analyzer().model_version == detente.model_version
        True
        """

    def analyze(self, text: str) -> Document:
        """Read one text: its tokens, sentences, entities, actors, quotes and tones.

        Any length below 4 GiB, in time proportional to the length; nothing is cut off. An empty
        text, or one of white space, gives a neutral document with empty lists. The interpreter lock
        is released meanwhile.

        :raises TypeError: if `text` is no ``str``.
        :raises ValueError: if `text` holds a lone surrogate (the message names the character), or
            4 GiB and more.

        >>> import detente
        >>> detente.Analyzer().analyze("Talks resumed.").tokens[0]
        Token('Talks', 0, 5)
        """

    def score(self, text: str) -> float:
        """The tone of a headline, a sentence or a short text as a whole, in [-1, 1].

        0.0 for an empty text. Names are not looked for, so this is several times as quick as
        :meth:`analyze`; for many texts see :meth:`score_batch`.

        :raises TypeError: if `text` is no ``str``.
        :raises ValueError: as :meth:`analyze`.

        >>> import detente
        >>> detente.Analyzer().score("Envoys praise a warm and friendly agreement") > 0
        True
        """

    def tone_between(self, text: str, source: _Span, target: _Span) -> float:
        """The tone of whoever stands at `source` toward whoever stands at `target`, in [-1, 1].

        The spans are yours: pairs (start_char, end_char), or items that have both. 0.0 where the
        text shows no stance, and where a span is empty.

        :raises TypeError: if `text` is no ``str`` or a span no pair of integers.
        :raises ValueError: if a span reaches outside the text or ends before it starts; and as
            :meth:`analyze`.

        >>> import detente
        >>> detente.Analyzer().tone_between("Norway thanked Iceland for its help.", (0, 6), (15, 22)) > 0
        True
        """

    def tone_toward(self, text: str, target: _Span) -> float:
        """The tone of anyone in the text toward whoever stands at `target`, in [-1, 1].

        0.0 where the text shows no stance, and where the span is empty.

        :raises TypeError: as :meth:`tone_between`.
        :raises ValueError: as :meth:`tone_between`.

        >>> import detente
        >>> detente.Analyzer().tone_toward("Critics condemned the senator.", target=(22, 29)) < 0
        True
        """

    def analyze_batch(
        self,
        texts: _Texts,
        threads: int | None = None,
        progress: bool = False,
        errors: _OnError = "raise",
        *,
        column: str | None = None,
    ) -> Batch:
        """Read many texts, on several threads, in input order.

        :param texts: a list or any iterable of ``str``, a pandas or polars Series, a pyarrow Array or
            ChunkedArray, or anything else that hands out an Arrow column of strings; or a table with
            such a column, as a frame or a DuckDB relation. Strings are read where they are, without
            a copy. All are held in memory: :meth:`analyze_iter` streams.
        :param threads: number of threads; ``None`` for one a core that this process may use. The
            results do not depend on it, not by a byte.
        :param progress: whether to show a bar: of tqdm where that is installed, else a line on
            standard error.
        :param errors: what to do with a null (``None``, NaN, ``NA``) and with a text that holds a
            lone surrogate: ``"raise"`` an error that names the row; ``"replace"`` each lone surrogate
            by one U+FFFD when reading, so that offsets stay right, and a null by an empty text; or
            leave the row ``"null"`` and go on.
        :param column: which column of a table holds the texts; ``None`` where it has just one.

        Ctrl-C stops a batch within a moment. It is safe to call after a fork.

        :raises TypeError: if a row is neither ``str`` nor null, or `texts` no column of strings.
        :raises ValueError: as `errors` says; and if `errors` or `threads` is none of the allowed.
        :raises KeyboardInterrupt: on Ctrl-C.

        >>> import detente
        >>> batch = detente.Analyzer().analyze_batch(["Talks resumed.", None], errors="null")
        >>> len(batch), batch[0].text, batch[1]
        (2, 'Talks resumed.', None)
        """

    def score_batch(
        self,
        texts: _Texts,
        threads: int | None = None,
        progress: bool = False,
        errors: _OnError = "raise",
        *,
        column: str | None = None,
    ) -> npt.NDArray[np.float64]:
        """The tone of each of many headlines, sentences or short texts, as :meth:`score` gives it.

        An array with a number in [-1, 1] a row, in input order; NaN where `errors` leaves the row null.
        The parameters and errors are those of :meth:`analyze_batch`.

        >>> import detente
        >>> tones = detente.Analyzer().score_batch(["Envoys praise a warm agreement", None], errors="null")
        >>> tones.shape, bool(tones[0] > 0), float(tones[1])
        ((2,), True, nan)
        """

    @overload
    def analyze_iter(
        self,
        texts: Iterable[str],
        *,
        column: str | None = None,
        batch_size: int | None = None,
        threads: int | None = None,
        progress: bool = False,
        errors: Literal["raise", "replace"] = "raise",
    ) -> Iterator[Document]: ...
    @overload
    def analyze_iter(
        self,
        texts: Iterable[tuple[_Key, str]],
        *,
        column: str | None = None,
        batch_size: int | None = None,
        threads: int | None = None,
        progress: bool = False,
        errors: Literal["raise", "replace"] = "raise",
    ) -> Iterator[tuple[_Key, Document]]: ...
    @overload
    def analyze_iter(
        self,
        texts: Iterable[str | None],
        *,
        column: str | None = None,
        batch_size: int | None = None,
        threads: int | None = None,
        progress: bool = False,
        errors: _OnError = "raise",
    ) -> Iterator[Document | None]: ...
    @overload
    def analyze_iter(
        self,
        texts: Iterable[tuple[_Key, str | None]],
        *,
        column: str | None = None,
        batch_size: int | None = None,
        threads: int | None = None,
        progress: bool = False,
        errors: _OnError = "raise",
    ) -> Iterator[tuple[_Key, Document | None]]: ...
    @overload
    def analyze_iter(
        self,
        texts: Iterator[_ArrowStream | _ArrowArray],
        *,
        column: str | None = None,
        batch_size: int | None = None,
        threads: int | None = None,
        progress: bool = False,
        errors: _OnError = "raise",
    ) -> Iterator[Batch]: ...
    @overload
    def analyze_iter(
        self,
        texts: _ArrowStream | _ArrowArray,
        *,
        column: str | None = None,
        batch_size: int | None = None,
        threads: int | None = None,
        progress: bool = False,
        errors: _OnError = "raise",
    ) -> Iterator[Document | None]:
        """Read texts one after another, on several threads and in bounded memory, in input order.

        What comes out follows what comes in: for a text its document, for a pair (key, text) the pair
        (key, document), for an Arrow record batch, a frame or another table or column a
        :class:`Batch`. A null row, where `errors` keeps it, gives ``None`` for the document. The
        documents are those of :meth:`analyze`, not otherwise by a byte.

        While you work on what came out, the texts that follow are read: of an endless iterator no more
        than two chunks of `batch_size` texts are in memory. An error, of a row or of the iterator
        itself, is raised after the rows before it were given, and ends the iteration.

        :param texts: any iterable of such items, for instance a generator, a file, the reader of an
            Arrow stream; or a column or table as of :meth:`analyze_batch`, each row of which is an item.
        :param column: which column of a table holds the texts; ``None`` where it has just one.
        :param batch_size: how many texts are read together, 256 where it is ``None``; fewer where they
            have 4 MiB and more. With 1 a document comes before the next text is asked for, which suits
            texts that arrive slowly; a table or column among the items is always read as a whole.
        :param threads: as of :meth:`analyze_batch`.
        :param progress: as of :meth:`analyze_batch`.
        :param errors: as of :meth:`analyze_batch`.

        Ctrl-C stops it within a moment.

        :raises TypeError: as :meth:`analyze_batch`, and if a tuple is no pair.
        :raises ValueError: as :meth:`analyze_batch`.
        :raises KeyboardInterrupt: on Ctrl-C.

        >>> import detente
        >>> lines = (f"Talks resumed in round {n}." for n in range(1000))
        >>> documents = detente.Analyzer().analyze_iter(lines)
        >>> next(documents).text, sum(1 for document in documents)
        ('Talks resumed in round 0.', 999)
        >>> list(detente.Analyzer().analyze_iter([("a", "Talks resumed.")]))[0][0]
        'a'
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, str]]: ...

@final
class Tokenizer:
    """Splits English text into tokens and sentences, for those who want just that.

    The tokens and sentences are those of :meth:`Analyzer.analyze`, at a small part of its cost: what
    asks for tokens alone reads no model at all, what asks for sentences the few kilobytes about them.
    Tokens are the words of Universal Dependencies: ``is n't``, ``1.5 %``, ``U.S. - led``. Cheap to make,
    to copy and to pickle; to be shared among threads.

    :param model: the path of a model file; without it the model inside the package is used.
    :param line_breaks: what a line break means that no blank line follows. ``"break"``: it ends a
        sentence. ``"space"``: it is a space, as in text that is wrapped at a column. ``"auto"``: decided
        for each stretch between blank lines by whether its lines look wrapped. A blank line always ends
        a sentence.

    :raises ModelError: (a ``ValueError``) if the file is no sound model.
    :raises OSError: if the file cannot be read.
    :raises ValueError: if `line_breaks` is none of the allowed.

    >>> import detente
    >>> tokenizer = detente.Tokenizer()
    >>> tokenizer.tokenize("It isn't so.")
    ['It', 'is', "n't", 'so', '.']
    """

    def __new__(
        cls, *, model: str | os.PathLike[str] | None = None, line_breaks: _LineBreaks = "auto"
    ) -> Tokenizer: ...
    @property
    def model(self) -> str | None:
        """The absolute path of the model file; ``None`` for the model inside the package.

        >>> import detente
        >>> detente.Tokenizer().model is None
        True
        """

    @property
    def line_breaks(self) -> _LineBreaks:
        """What a single line break means.

        >>> import detente
        >>> detente.Tokenizer(line_breaks="space").line_breaks
        'space'
        """

    @property
    def model_version(self) -> int:
        """The version of the model: what was learned, apart from the code.

        >>> import detente
        >>> detente.Tokenizer().model_version == detente.model_version
        True
        """

    def tokenize(self, text: str) -> list[str]:
        """The tokens in text order: together all of the text that is not white space.

        Empty for an empty text, and for one of white space. Any length below 4 GiB, in time
        proportional to the length.

        :raises TypeError: if `text` is no ``str``.
        :raises ValueError: if `text` holds a lone surrogate (the message names the character), or
            4 GiB and more.

        >>> import detente
        >>> detente.Tokenizer().tokenize("Seoul's envoy left.")
        ['Seoul', "'s", 'envoy', 'left', '.']
        """

    def token_offsets(self, text: str) -> npt.NDArray[np.uint32]:
        """Start and end of each token in characters: a new array of shape (number of tokens, 2).

        The quickest call: no string is made.

        :raises TypeError: as :meth:`tokenize`.
        :raises ValueError: as :meth:`tokenize`.

        >>> import detente
        >>> detente.Tokenizer().token_offsets("Talks resumed.").tolist()
        [[0, 5], [6, 13], [13, 14]]
        """

    def sentences(self, text: str) -> list[str]:
        """The sentences in text order, each without the white space around it.

        :raises TypeError: as :meth:`tokenize`.
        :raises ValueError: as :meth:`tokenize`.

        >>> import detente
        >>> detente.Tokenizer().sentences("Mr. Oh left. Nobody spoke.")
        ['Mr. Oh left.', 'Nobody spoke.']
        """

    def sentence_offsets(self, text: str) -> npt.NDArray[np.uint32]:
        """Start and end of each sentence in characters: a new array of shape (number of sentences, 2).

        Sentences are runs of whole tokens that hold every token, so the two arrays join by position.

        :raises TypeError: as :meth:`tokenize`.
        :raises ValueError: as :meth:`tokenize`.

        >>> import detente, numpy
        >>> text, tokenizer = "Mr. Oh left. Nobody spoke.", detente.Tokenizer()
        >>> sentences, tokens = tokenizer.sentence_offsets(text), tokenizer.token_offsets(text)
        >>> sentences.tolist()
        [[0, 12], [13, 26]]
        >>> numpy.searchsorted(sentences[:, 1], tokens[:, 1]).tolist()
        [0, 0, 0, 0, 1, 1, 1]
        """

    def tokenize_batch(
        self,
        texts: _Texts,
        *,
        strings: bool = False,
        sentences: bool = False,
        threads: int | None = None,
        progress: bool = False,
        errors: _OnError = "raise",
        column: str | None = None,
    ) -> Table:
        """The tokens of many texts as an Arrow table of one row a text, in input order.

        Columns: document (the row), tokens, sentences if asked for, error (why the row is null). A
        row's tokens are a list of pairs (start, end) in characters: in Arrow
        ``large_list<fixed_size_list<uint32>[2]>``.

        :param texts: as of :meth:`Analyzer.analyze_batch`.
        :param strings: whether the lists hold strings, ``large_list<large_string>``, instead of pairs.
        :param sentences: whether to find sentences too.
        :param threads: as of :meth:`Analyzer.analyze_batch`.
        :param progress: as of :meth:`Analyzer.analyze_batch`.
        :param errors: as of :meth:`Analyzer.analyze_batch`; a row that is left null has null lists.
        :param column: as of :meth:`Analyzer.analyze_batch`.

        Ctrl-C stops a batch within a moment. It is safe to call after a fork.

        :raises TypeError: as :meth:`Analyzer.analyze_batch`.
        :raises ValueError: as :meth:`Analyzer.analyze_batch`.
        :raises KeyboardInterrupt: on Ctrl-C.

        >>> import detente
        >>> table = detente.Tokenizer().tokenize_batch(["It isn't.", None], strings=True, errors="null")
        >>> table.to_polars()["tokens"].to_list()
        [['It', 'is', "n't", '.'], None]
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, str]]: ...

@final
class Document:
    """A text with all that was found in it. Frozen; compared by value; picklable.

    >>> import detente
    >>> detente.analyze("Talks resumed.").sentences[0].text
    'Talks resumed.'
    """

    @property
    def text(self) -> str:
        """The text as it was given.

        >>> import detente
        >>> detente.analyze("Talks  resumed.\\n").text
        'Talks  resumed.\\n'
        """

    @property
    def tone(self) -> float:
        """The tone of the whole text, in [-1, 1]; 0.0 where it has no sentence.

        >>> import detente
        >>> detente.analyze("").tone
        0.0
        """

    @property
    def band(self) -> _Band:
        """The word for the tone.

        ``"infuriated"`` up to -0.6, ``"critical"`` up to -0.2, ``"neutral"`` between,
        ``"cordial"`` from +0.2, ``"conciliatory"`` from +0.6.

        >>> import detente
        >>> detente.analyze("").band
        'neutral'
        """

    @property
    def tokens(self) -> View[Token]:
        """Words, numbers and punctuation marks in text order; together all that is not white space.

        >>> import detente
        >>> [token.text for token in detente.analyze("It isn't so.").tokens]
        ['It', 'is', "n't", 'so', '.']
        """

    @property
    def sentences(self) -> View[Sentence]:
        """The sentences in text order: runs of whole tokens that hold every token.

        >>> import detente
        >>> [sentence.text for sentence in detente.analyze("Talks resumed. Nobody left.").sentences]
        ['Talks resumed.', 'Nobody left.']
        """

    @property
    def entities(self) -> View[Entity]:
        """Mentions of names, dates and numbers in text order; they do not overlap.

        >>> import detente
        >>> [entity.label for entity in detente.analyze("Norway thanked Iceland for its help.").entities]
        ['GPE', 'GPE']
        """

    @property
    def quotes(self) -> View[Quote]:
        """Stretches of quoted speech in text order.

        >>> import detente
        >>> [quote.text for quote in detente.analyze('"We regret this," he said.').quotes]
        ['"We regret this,"']
        """

    @property
    def directed(self) -> View[Directed]:
        """Who is how conciliatory or infuriated toward whom, sentence by sentence.

        >>> import detente
        >>> [(d.source, d.target) for d in detente.analyze("Norway thanked Iceland.").directed]
        [('NOR', 'ISL')]
        """

    @property
    def dyads(self) -> View[Dyad]:
        """The net tone of each ordered pair of actors over the document, by first appearance.

        >>> import detente
        >>> [(d.source, d.target, d.count) for d in detente.analyze("Norway thanked Iceland.").dyads]
        [('NOR', 'ISL', 1)]
        """

    @property
    def blocks(self) -> View[Block]:
        """The parts of the article in text order: headline, sub-heads, paragraphs and so on.

        >>> import detente
        >>> len(detente.analyze("First paragraph.\\n\\nSecond paragraph.").blocks)
        2
        """

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors that entities stand for, in order of first mention, then those of parties alone: generic
        groups, branches of a people ("Iraqi Kurds"), names of their own of those who act for one state.

        A state that is named as a mere place is among them.

        >>> import detente
        >>> detente.analyze("Norway thanked Iceland for its help.").actors
        (Actor('NOR', 'Norway'), Actor('ISL', 'Iceland'))
        """

    @property
    def token_offsets(self) -> npt.NDArray[np.uint32]:
        """Start and end of each token in characters: a new array of shape (number of tokens, 2).

        Made without making any :class:`Token`, at the cost of one copy of the numbers.

        >>> import detente
        >>> detente.analyze("Talks resumed.").token_offsets.tolist()
        [[0, 5], [6, 13], [13, 14]]
        """

    @property
    def model_version(self) -> int:
        """The version of the model that read the text.

        >>> import detente
        >>> detente.analyze("").model_version == detente.model_version
        True
        """

    def explain(self) -> list[Explanation]:
        """Which words moved which tone, by how much: for each sentence, then for each directed tone.

        A notebook draws the list: each sentence with the words that moved its tone, and an arrow from
        source to target. Cost: the text is read once more. A document that comes out of a pickle loads
        its model.

        :raises ValueError: if the document was made by another version of its model.

        >>> import detente
        >>> doc = detente.analyze("Talks resumed.")
        >>> [explanation.item for explanation in doc.explain()] == [doc.sentences[0]]
        True
        """

    def to_html(self) -> str:
        """A whole page with the text, its entities and tones, to write to a file.

        All of the text is escaped; there is no script, and nothing is loaded from elsewhere. Its size
        is proportional to the text. Notebooks show the same by themselves, of a long text the beginning.

        >>> import detente
        >>> "&lt;b&gt;" in detente.analyze("A <b> tag.").to_html()
        True
        """

    def show(self, *, browser: bool = False) -> None:
        """Show the document in a notebook; elsewhere print its tones.

        They are in colour on a terminal, unless ``NO_COLOR`` is set.

        :param browser: whether to open the page of :meth:`to_html` in the default browser instead. It is
            written to a new temporary file, whose path is printed; the file stays.

        >>> import detente
        >>> detente.analyze("").show()
        +0.00 neutral  the whole text, 0 sentences
        """

    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class View(Sequence[_T_co], Generic[_T_co]):
    """Items of a document: a read-only sequence that makes each as it is asked for.

    Compares equal to a list or tuple of equal items; ``+`` and slices give lists.

    >>> import detente
    >>> detente.analyze("Talks resumed.").tokens[-1:]
    [Token('.', 13, 14)]
    """

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: SupportsIndex, /) -> _T_co: ...
    @overload
    def __getitem__(self, index: slice, /) -> list[_T_co]: ...
    def __iter__(self) -> Iterator[_T_co]: ...
    def __contains__(self, item: object, /) -> bool: ...
    def __reversed__(self) -> Iterator[_T_co]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __add__(self, other: Iterable[Any], /) -> list[Any]: ...
    def __radd__(self, other: Iterable[Any], /) -> list[Any]: ...
    def index(self, item: Any, start: int = 0, stop: int = ...) -> int:
        """The position of the first item equal to `item`.

        :raises ValueError: if there is none.

        >>> import detente
        >>> tokens = detente.analyze("Talks resumed.").tokens
        >>> tokens.index(tokens[1])
        1
        """

    def count(self, item: Any) -> int:
        """Number of items equal to `item`.

        >>> import detente
        >>> tokens = detente.analyze("Talks resumed.").tokens
        >>> tokens.count(tokens[1])
        1
        """

@final
class Token:
    """A word, a number or a punctuation mark.

    >>> import detente
    >>> detente.analyze("Talks resumed.").tokens[1]
    Token('resumed', 6, 13)
    """

    @property
    def document(self) -> Document:
        """The document it stands in.

        >>> import detente
        >>> item = detente.analyze("Talks resumed.").tokens[1]
        >>> item.document.text[:4]
        'Talk'
        """

    @property
    def index(self) -> int:
        """Its position in the document's list of such items, from 0.

        >>> import detente
        >>> item = detente.analyze("Talks resumed.").tokens[1]
        >>> item.index
        1
        """

    @property
    def text(self) -> str:
        """Its text as it stands: ``document.text[start_char:end_char]``.

        >>> import detente
        >>> item = detente.analyze("Talks resumed.").tokens[1]
        >>> item.text == item.document.text[item.start_char:item.end_char]
        True
        """

    @property
    def start_char(self) -> int:
        """Where its text starts, in characters.

        >>> import detente
        >>> item = detente.analyze("Talks resumed.").tokens[1]
        >>> item.start_char
        6
        """

    @property
    def end_char(self) -> int:
        """Where its text ends, in characters.

        >>> import detente
        >>> item = detente.analyze("Talks resumed.").tokens[1]
        >>> item.end_char
        13
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Sentence:
    """A sentence, with its tone.

    >>> import detente
    >>> detente.analyze("Talks resumed. Nobody left.").sentences[1]
    Sentence('Nobody left.', 15, 27, 'body', tone=...)
    """

    @property
    def document(self) -> Document:
        """The document it stands in.

        >>> import detente
        >>> item = detente.analyze("Talks resumed. Nobody left.").sentences[1]
        >>> item.document.text[:4]
        'Talk'
        """

    @property
    def index(self) -> int:
        """Its position in the document's list of such items, from 0.

        >>> import detente
        >>> item = detente.analyze("Talks resumed. Nobody left.").sentences[1]
        >>> item.index
        1
        """

    @property
    def text(self) -> str:
        """Its text as it stands: ``document.text[start_char:end_char]``.

        >>> import detente
        >>> item = detente.analyze("Talks resumed. Nobody left.").sentences[1]
        >>> item.text == item.document.text[item.start_char:item.end_char]
        True
        """

    @property
    def start_char(self) -> int:
        """Where its text starts, in characters.

        >>> import detente
        >>> item = detente.analyze("Talks resumed. Nobody left.").sentences[1]
        >>> item.start_char
        15
        """

    @property
    def end_char(self) -> int:
        """Where its text ends, in characters.

        >>> import detente
        >>> item = detente.analyze("Talks resumed. Nobody left.").sentences[1]
        >>> item.end_char
        27
        """

    @property
    def tone(self) -> float:
        """Its tone, in [-1, 1].

        >>> import detente
        >>> item = detente.analyze("Talks resumed. Nobody left.").sentences[1]
        >>> -1 <= item.tone <= 1
        True
        """

    @property
    def band(self) -> _Band:
        """The word for its tone, as of :attr:`Document.band`.

        >>> import detente
        >>> item = detente.analyze("Talks resumed. Nobody left.").sentences[1]
        >>> item.band in ('infuriated', 'critical', 'neutral', 'cordial', 'conciliatory')
        True
        """

    @property
    def kind(self) -> Literal["headline", "subhead", "body", "boilerplate"]:
        """What part of the article it belongs to.

        >>> import detente
        >>> item = detente.analyze("Talks resumed. Nobody left.").sentences[1]
        >>> item.kind
        'body'
        """

    @property
    def tokens(self) -> View[Token]:
        """Its tokens; never none.

        >>> import detente
        >>> item = detente.analyze("Talks resumed. Nobody left.").sentences[1]
        >>> [token.text for token in item.tokens]
        ['Nobody', 'left', '.']
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Entity:
    """A mention of a named entity, a date or a number: the whole name without article, title and possessive.

    >>> import detente
    >>> detente.analyze("Norway thanked Iceland for its help.").entities[1]
    Entity('Iceland', 15, 22, 'GPE', actor='ISL')
    """

    @property
    def document(self) -> Document:
        """The document it stands in.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").entities[1]
        >>> item.document.text[:4]
        'Norw'
        """

    @property
    def index(self) -> int:
        """Its position in the document's list of such items, from 0.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").entities[1]
        >>> item.index
        1
        """

    @property
    def text(self) -> str:
        """Its text as it stands: ``document.text[start_char:end_char]``.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").entities[1]
        >>> item.text == item.document.text[item.start_char:item.end_char]
        True
        """

    @property
    def start_char(self) -> int:
        """Where its text starts, in characters.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").entities[1]
        >>> item.start_char
        15
        """

    @property
    def end_char(self) -> int:
        """Where its text ends, in characters.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").entities[1]
        >>> item.end_char
        22
        """

    @property
    def label(self) -> _Label:
        """Its class: one of the eighteen names of OntoNotes, or ``"WEAPON"``.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").entities[1]
        >>> item.label
        'GPE'
        """

    @property
    def actor(self) -> str | None:
        """The id of the actor it stands for; ``None`` for places as mere places, dates and numbers.

        A state's id is its ISO 3166-1 alpha-3 code, any other actor's its plain English name.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").entities[1]
        >>> item.actor
        'ISL'
        """

    @property
    def role(self) -> str | None:
        """The office that the text gives a person, or the organ that a nation's word or a body is, in lower case.

        A later mention of a person has the office that an earlier one told. ``None`` where the text tells none.

        >>> import detente
        >>> doc = detente.analyze("The Israeli army left. Peruvian Foreign Minister Ana Solis thanked Norway.")
        >>> [(entity.text, entity.role) for entity in doc.entities]
        [('Israeli', 'army'), ('Peruvian', None), ('Ana Solis', 'foreign minister'), ('Norway', None)]
        """

    @property
    def value(self) -> float | None:
        """The number of a plain percentage, amount, quantity or count, such as 28500.0 for "28,500".

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").entities[1]
        >>> item.value is None
        True
        """

    @property
    def sentence(self) -> Sentence:
        """Its sentence.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").entities[1]
        >>> item.sentence.index
        0
        """

    @property
    def sentence_index(self) -> int:
        """The index of its sentence.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").entities[1]
        >>> item.sentence_index
        0
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Quote:
    """A stretch of quoted speech, with its quotation marks.

    >>> import detente
    >>> detente.analyze('"We regret this," Norway said.').quotes[0]
    Quote('"We regret this,"', 0, 17, speaker='NOR')
    """

    @property
    def document(self) -> Document:
        """The document it stands in.

        >>> import detente
        >>> item = detente.analyze('"We regret this," Norway said.').quotes[0]
        >>> item.document.text[:4]
        '"We '
        """

    @property
    def index(self) -> int:
        """Its position in the document's list of such items, from 0.

        >>> import detente
        >>> item = detente.analyze('"We regret this," Norway said.').quotes[0]
        >>> item.index
        0
        """

    @property
    def text(self) -> str:
        """Its text as it stands: ``document.text[start_char:end_char]``.

        >>> import detente
        >>> item = detente.analyze('"We regret this," Norway said.').quotes[0]
        >>> item.text == item.document.text[item.start_char:item.end_char]
        True
        """

    @property
    def start_char(self) -> int:
        """Where its text starts, in characters.

        >>> import detente
        >>> item = detente.analyze('"We regret this," Norway said.').quotes[0]
        >>> item.start_char
        0
        """

    @property
    def end_char(self) -> int:
        """Where its text ends, in characters.

        >>> import detente
        >>> item = detente.analyze('"We regret this," Norway said.').quotes[0]
        >>> item.end_char
        17
        """

    @property
    def speaker(self) -> str | None:
        """The id of the actor for whom the speaker speaks, where one was found.

        >>> import detente
        >>> item = detente.analyze('"We regret this," Norway said.').quotes[0]
        >>> item.speaker
        'NOR'
        """

    @property
    def speaker_span(self) -> tuple[int, int] | None:
        """Where the speaker is named: (start_char, end_char).

        >>> import detente
        >>> item = detente.analyze('"We regret this," Norway said.').quotes[0]
        >>> item.speaker_span
        (18, 24)
        """

    @property
    def sentence(self) -> Sentence:
        """The sentence it begins in.

        >>> import detente
        >>> item = detente.analyze('"We regret this," Norway said.').quotes[0]
        >>> item.sentence.index
        0
        """

    @property
    def sentence_index(self) -> int:
        """The index of the sentence it begins in.

        >>> import detente
        >>> item = detente.analyze('"We regret this," Norway said.').quotes[0]
        >>> item.sentence_index
        0
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Directed:
    """The tone of one actor toward another in one sentence. Its text and span are that sentence's.

    >>> import detente
    >>> detente.analyze("Norway thanked Iceland for its help.").directed[0]
    Directed('NOR' -> 'ISL', ..., 'asserted', cue='thanked')
    """

    @property
    def document(self) -> Document:
        """The document it stands in.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.document.text[:4]
        'Norw'
        """

    @property
    def index(self) -> int:
        """Its position in the document's list of such items, from 0.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.index
        0
        """

    @property
    def text(self) -> str:
        """The sentence as it stands: ``document.text[start_char:end_char]``.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.text == item.document.text[item.start_char:item.end_char]
        True
        """

    @property
    def start_char(self) -> int:
        """Where its text starts, in characters.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.start_char
        0
        """

    @property
    def end_char(self) -> int:
        """Where its text ends, in characters.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.end_char
        36
        """

    @property
    def source(self) -> str:
        """The id of the actor whose tone it is.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.source
        'NOR'
        """

    @property
    def target(self) -> str:
        """The id of the actor toward whom it is; never the source.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.target
        'ISL'
        """

    @property
    def tone(self) -> float:
        """The tone, in [-1, 1]; never 0.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.tone > 0
        True
        """

    @property
    def band(self) -> _Band:
        """The word for the tone, as of :attr:`Document.band`.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.band in ('cordial', 'conciliatory')
        True
        """

    @property
    def mode(self) -> Literal["asserted", "alleged", "possible", "denied"]:
        """How it is put forward: as fact or by the source itself; claimed by another; planned, feared,
        conditional or asked for; or said not to be so (the tone is as meant after the denial).

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.mode
        'asserted'
        """

    @property
    def confidence(self) -> float:
        """How sure the model is that there is such a stance, in [0, 1].

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> 0 <= item.confidence <= 1
        True
        """

    @property
    def sentence(self) -> Sentence:
        """Its sentence.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.sentence.index
        0
        """

    @property
    def sentence_index(self) -> int:
        """The index of its sentence.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.sentence_index
        0
        """

    @property
    def source_span(self) -> tuple[int, int] | None:
        """Where the sentence names the source: (start_char, end_char); a whole noun phrase such as "Iran's Foreign
        Ministry" where it names the party twice, the words that stand for the party, such as "He" or "the two
        countries", where it does not name it.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.source_span
        (0, 6)
        """

    @property
    def target_span(self) -> tuple[int, int] | None:
        """Where the sentence names the target: (start_char, end_char), as `source_span` does.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.target_span
        (15, 22)
        """

    @property
    def cue(self) -> tuple[int, int] | None:
        """Where the few words stand that carry the tone: (start_char, end_char).

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.cue
        (7, 14)
        """

    @property
    def cue_text(self) -> str | None:
        """The few words that carry the tone.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.cue_text
        'thanked'
        """

    @property
    def speaker(self) -> str | None:
        """The id of the actor whose words these are, where they stand in a quote or in reported speech.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").directed[0]
        >>> item.speaker is None
        True
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Dyad:
    """The net tone of one actor toward another over a document.

    Its text runs from the first sentence that shows it to the last.

    >>> import detente
    >>> detente.analyze("Norway thanked Iceland for its help.").dyads[0]
    Dyad('NOR' -> 'ISL', ..., count=1)
    """

    @property
    def document(self) -> Document:
        """The document it stands in.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").dyads[0]
        >>> item.document.text[:4]
        'Norw'
        """

    @property
    def index(self) -> int:
        """Its position in the document's list of such items, from 0.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").dyads[0]
        >>> item.index
        0
        """

    @property
    def text(self) -> str:
        """From the first sentence that shows it to the last: ``document.text[start_char:end_char]``.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").dyads[0]
        >>> item.text == item.document.text[item.start_char:item.end_char]
        True
        """

    @property
    def start_char(self) -> int:
        """Where its text starts, in characters.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").dyads[0]
        >>> item.start_char
        0
        """

    @property
    def end_char(self) -> int:
        """Where its text ends, in characters.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").dyads[0]
        >>> item.end_char
        36
        """

    @property
    def source(self) -> str:
        """The id of the actor whose tone it is.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").dyads[0]
        >>> item.source
        'NOR'
        """

    @property
    def target(self) -> str:
        """The id of the actor toward whom it is.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").dyads[0]
        >>> item.target
        'ISL'
        """

    @property
    def tone(self) -> float:
        """The mean of its directed tones, weighted by confidence and strength, in [-1, 1].

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").dyads[0]
        >>> item.tone > 0
        True
        """

    @property
    def band(self) -> _Band:
        """The word for the tone, as of :attr:`Document.band`.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").dyads[0]
        >>> item.band in ('cordial', 'conciliatory')
        True
        """

    @property
    def count(self) -> int:
        """Number of directed tones behind it.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").dyads[0]
        >>> item.count
        1
        """

    @property
    def directed(self) -> tuple[Directed, ...]:
        """The directed tones behind it, in text order.

        >>> import detente
        >>> item = detente.analyze("Norway thanked Iceland for its help.").dyads[0]
        >>> [d.cue_text for d in item.directed]
        ['thanked']
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Block:
    """A part of an article: a run of whole sentences.

    >>> import detente
    >>> detente.analyze("First paragraph.\\n\\nSecond paragraph.").blocks[1]
    Block('Second paragraph.', 18, 35, 'paragraph')
    """

    @property
    def document(self) -> Document:
        """The document it stands in.

        >>> import detente
        >>> item = detente.analyze("First paragraph.\\n\\nSecond paragraph.").blocks[1]
        >>> item.document.text[:4]
        'Firs'
        """

    @property
    def index(self) -> int:
        """Its position in the document's list of such items, from 0.

        >>> import detente
        >>> item = detente.analyze("First paragraph.\\n\\nSecond paragraph.").blocks[1]
        >>> item.index
        1
        """

    @property
    def text(self) -> str:
        """Its text as it stands: ``document.text[start_char:end_char]``.

        >>> import detente
        >>> item = detente.analyze("First paragraph.\\n\\nSecond paragraph.").blocks[1]
        >>> item.text == item.document.text[item.start_char:item.end_char]
        True
        """

    @property
    def start_char(self) -> int:
        """Where its text starts, in characters.

        >>> import detente
        >>> item = detente.analyze("First paragraph.\\n\\nSecond paragraph.").blocks[1]
        >>> item.start_char
        18
        """

    @property
    def end_char(self) -> int:
        """Where its text ends, in characters.

        >>> import detente
        >>> item = detente.analyze("First paragraph.\\n\\nSecond paragraph.").blocks[1]
        >>> item.end_char
        35
        """

    @property
    def kind(self) -> Literal["headline", "subhead", "dateline", "byline", "paragraph", "boilerplate"]:
        """What it is.

        >>> import detente
        >>> item = detente.analyze("First paragraph.\\n\\nSecond paragraph.").blocks[1]
        >>> item.kind
        'paragraph'
        """

    @property
    def sentences(self) -> View[Sentence]:
        """Its sentences; never none.

        >>> import detente
        >>> item = detente.analyze("First paragraph.\\n\\nSecond paragraph.").blocks[1]
        >>> len(item.sentences)
        1
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Actor:
    """A party: a state, a body, a group, a company or a person.

    >>> import detente
    >>> detente.Actor("CHN", "China")
    Actor('CHN', 'China')
    """

    __match_args__: tuple[str, str]

    def __new__(cls, id: str, name: str) -> Actor: ...
    @property
    def id(self) -> str:
        """The ISO 3166-1 alpha-3 code of a state, else the plain English name.

        >>> import detente
        >>> detente.actor("NOR").id
        'NOR'
        """

    @property
    def name(self) -> str:
        """The English name.

        >>> import detente
        >>> detente.actor("NOR").name
        'Norway'
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs__(self) -> tuple[str, str]: ...

def actor(id: str) -> Actor:
    """The actor called `id`: a state by its ISO 3166-1 alpha-3 code, any other by its plain name.

    Never an error: an id that is no state's code is a name.

    >>> import detente
    >>> detente.actor("CHN").name, detente.actor("Red Cross").name
    ('China', 'Red Cross')
    """

@final
class Explanation:
    """The words that made up one tone.

    >>> import detente
    >>> explanation = detente.analyze("Envoys praised the agreement.").explain()[0]
    >>> abs(sum(part.amount for part in explanation.parts) - explanation.tone) < 1e-9
    True
    """

    def __new__(cls, item: Sentence | Directed, parts: tuple[Part, ...]) -> Explanation: ...
    @property
    def item(self) -> Sentence | Directed:
        """What is explained: a sentence or a directed tone.

        >>> import detente
        >>> detente.analyze("Talks resumed.").explain()[0].item.text
        'Talks resumed.'
        """

    @property
    def tone(self) -> float:
        """The tone that is explained, in [-1, 1].

        >>> import detente
        >>> explanation = detente.analyze("Talks resumed.").explain()[0]
        >>> explanation.tone == explanation.item.tone
        True
        """

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the tone in text order; they sum to it to within 1e-9.

        >>> import detente
        >>> explanation = detente.analyze("Talks resumed.").explain()[0]
        >>> abs(sum(part.amount for part in explanation.parts) - explanation.tone) < 1e-9
        True
        """

    def _repr_html_(self) -> str: ...

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs__(self) -> tuple[Sentence | Directed, tuple[Part, ...]]: ...

@final
class Part:
    """What one word, or a few standing together, brought to a tone.

    >>> import detente
    >>> detente.Part("praised", 7, 14, 0.5)
    Part('praised', +0.500)
    """

    def __new__(cls, text: str, start_char: int | None, end_char: int | None, amount: float) -> Part: ...
    @property
    def text(self) -> str:
        """The words; empty for what no word accounts for.

        >>> import detente
        >>> detente.Part("praised", 7, 14, 0.5).text
        'praised'
        """

    @property
    def start_char(self) -> int | None:
        """Where they start, in characters; ``None`` for what no word accounts for.

        >>> import detente
        >>> detente.Part("praised", 7, 14, 0.5).start_char
        7
        """

    @property
    def end_char(self) -> int | None:
        """Where they end, in characters; ``None`` for what no word accounts for.

        >>> import detente
        >>> detente.Part("praised", 7, 14, 0.5).end_char
        14
        """

    @property
    def amount(self) -> float:
        """By how much they moved the tone: positive toward conciliatory.

        >>> import detente
        >>> detente.Part("praised", 7, 14, 0.5).amount
        0.5
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs__(self) -> tuple[str, int | None, int | None, float]: ...

@final
class Batch:
    """The documents of many texts, in input order, and tables over them.

    ``batch[i]`` is the document of row `i`, or ``None`` where the row is null; slices give lists.
    The tables are made when first asked for. Their column ``document`` (uint32) is the row, to join
    back by; offsets are in characters.

    >>> import detente
    >>> batch = detente.Analyzer().analyze_batch(["Talks resumed.", "Nobody left."])
    >>> [doc.text for doc in batch]
    ['Talks resumed.', 'Nobody left.']
    """

    @property
    def documents(self) -> Table:
        """One row a text, null rows too.

        Columns: document, tone, band, n_tokens, n_sentences, n_entities, n_directed, error (why the row is null).

        >>> import detente
        >>> batch = detente.Analyzer().analyze_batch(["Talks resumed."])
        >>> len(batch.documents)
        1
        """

    @property
    def sentences(self) -> Table:
        """One row a sentence.

        Columns: document, sentence, start_char, end_char, kind, tone, band, text.

        >>> import detente
        >>> batch = detente.Analyzer().analyze_batch(["Talks resumed."])
        >>> len(batch.sentences)
        1
        """

    @property
    def entities(self) -> Table:
        """One row an entity.

        Columns: document, sentence, start_char, end_char, text, label, actor, actor_name, role, value.

        >>> import detente
        >>> batch = detente.Analyzer().analyze_batch(["Talks resumed."])
        >>> batch.entities.column_names[0]
        'document'
        """

    @property
    def directed(self) -> Table:
        """One row a directed tone.

        Columns: document, sentence, source, target, source_name, target_name, tone, band, mode, confidence,
        source_start_char, source_end_char, target_start_char, target_end_char, cue_start_char,
        cue_end_char, cue, speaker.

        >>> import detente
        >>> batch = detente.Analyzer().analyze_batch(["Talks resumed."])
        >>> batch.directed.column_names[0]
        'document'
        """

    @property
    def dyads(self) -> Table:
        """One row an ordered pair of actors in a document.

        Columns: document, source, target, source_name, target_name, tone, band, count.

        >>> import detente
        >>> batch = detente.Analyzer().analyze_batch(["Talks resumed."])
        >>> batch.dyads.column_names[0]
        'document'
        """

    @property
    def tokens(self) -> Table:
        """One row a token.

        Columns: document, sentence, start_char, end_char, text.

        >>> import detente
        >>> batch = detente.Analyzer().analyze_batch(["Talks resumed."])
        >>> len(batch.tokens)
        3
        """

    def _repr_html_(self) -> str: ...
    def to_pandas(self) -> dict[str, pandas.DataFrame]:
        """All six tables by name as pandas frames.

        :raises ImportError: if pandas 3 or pyarrow is not installed.

        >>> import detente
        >>> batch = detente.Analyzer().analyze_batch(["Talks resumed."])
        >>> batch.to_pandas()["tokens"]["text"].tolist()
        ['Talks', 'resumed', '.']
        """

    def to_polars(self) -> dict[str, polars.DataFrame]:
        """All six tables by name as polars frames.

        :raises ImportError: if polars is not installed.

        >>> import detente
        >>> batch = detente.Analyzer().analyze_batch(["Talks resumed."])
        >>> batch.to_polars()["tokens"]["text"].to_list()
        ['Talks', 'resumed', '.']
        """

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Document | None: ...
    @overload
    def __getitem__(self, index: slice, /) -> list[Document | None]: ...
    def __iter__(self) -> Iterator[Document | None]: ...

@final
class Table:
    """A table that any library reads which knows Arrow, without a copy.

    ``polars.DataFrame(table)``, ``pyarrow.table(table)``, ``pandas.DataFrame.from_arrow(table)`` and
    DuckDB's ``FROM table`` take it as it is, through ``__arrow_c_stream__``.

    >>> import detente
    >>> detente.Analyzer().analyze_batch(["Talks resumed."]).tokens
    Table(3 rows: document, sentence, start_char, end_char, text)
    """

    @property
    def num_rows(self) -> int:
        """Number of rows.

        >>> import detente
        >>> detente.Analyzer().analyze_batch(["Talks resumed."]).tokens.num_rows
        3
        """

    @property
    def column_names(self) -> list[str]:
        """Names of the columns in order.

        >>> import detente
        >>> detente.Analyzer().analyze_batch([]).tokens.column_names
        ['document', 'sentence', 'start_char', 'end_char', 'text']
        """

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a pandas frame.

        :raises ImportError: if pandas 3 or pyarrow is not installed.

        >>> import detente
        >>> len(detente.Analyzer().analyze_batch(["Talks resumed."]).tokens.to_pandas())
        3
        """

    def to_polars(self) -> polars.DataFrame:
        """The table as a polars frame.

        :raises ImportError: if polars is not installed.

        >>> import detente
        >>> detente.Analyzer().analyze_batch(["Talks resumed."]).tokens.to_polars().shape
        (3, 5)
        """

    def __arrow_c_schema__(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...
    def __len__(self) -> int: ...

def _command(arguments: list[str]) -> int: ...
def _model_version() -> int: ...
def _restore_batch(
    documents: list[Document | None],
    errors: list[str | None],
    model_version: int,
    options: dict[str, Any],
) -> Batch: ...
def _restore_document(
    text: str,
    packed: bytes,
    model_version: int,
    options: dict[str, Any],
) -> Document: ...
def _restore_item(document: Document, list: str, index: int) -> Any: ...
def _restore_view(document: Document, list: str, start: int, end: int) -> View[Any]: ...
