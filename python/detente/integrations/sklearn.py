"""A transformer for scikit-learn: texts to numbers.

    >>> from sklearn.linear_model import LogisticRegression
    >>> from sklearn.pipeline import make_pipeline
    >>> from detente.integrations.sklearn import ToneTransformer
    >>> texts = ["Norway thanked Iceland for its help.", "Peru condemned Chile over the raid."]
    >>> make_pipeline(ToneTransformer(), LogisticRegression()).fit(texts, [1, 0]).predict(texts).tolist()
    [1, 0]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from detente._detente import Analyzer
from detente.integrations.extras import extra

with extra("sklearn"):
    from joblib import effective_n_jobs
    from sklearn.base import BaseEstimator, TransformerMixin

if TYPE_CHECKING:
    from typing import Self

    import numpy.typing as npt

    from detente._detente import Document

    class _Transformer:
        """What the base classes of scikit-learn give, which have no types of their own."""

        def fit_transform(self, X: Iterable[str | None], y: object = None) -> Any: ...
        def get_params(self, deep: bool = True) -> dict[str, Any]: ...
        def set_params(self, **params: Any) -> Self: ...
        def set_output(self, *, transform: str | None = None) -> Self: ...
        def __sklearn_tags__(self) -> Any: ...

else:
    _Transformer = type("_Transformer", (TransformerMixin, BaseEstimator), {})

__all__ = ["ToneTransformer"]

BANDS = ("infuriated", "critical", "neutral", "cordial", "conciliatory")


class ToneTransformer(_Transformer):
    """Turns texts into numbers: an array of one row a text, in the same order.

    The columns are ``tone``, that of the document; ``n_tokens``, ``n_sentences``, ``n_entities`` and
    ``n_directed``; the shares of its sentences in each band, as ``share_infuriated`` to ``share_conciliatory``,
    of which a text without sentences has 0; and for each pair of `dyads` the net tone of the first toward the
    second, as ``CHN->JPN``, 0 where the text shows none. A null text (``None``, NaN) gives a row of NaN.

    Nothing is learned: ``fit`` does nothing but check the parameters, and may be left out.

    :param dyads: pairs of actor ids: ISO 3166-1 alpha-3 codes of states, plain English names of others.
    :param analyzer: which analyzer reads; without it ``detente.Analyzer()``.
    :param n_jobs: number of threads, as scikit-learn counts them: ``None`` for 1 unless joblib says otherwise,
        -1 for one a core. The numbers do not depend on it.

    >>> from detente.integrations.sklearn import ToneTransformer
    >>> reader = ToneTransformer(dyads=[("NOR", "ISL")])
    >>> numbers = reader.transform(["Norway thanked Iceland for its help.", ""])
    >>> numbers.shape, bool(numbers[0, -1] > 0), float(numbers[1, -1])
    ((2, 11), True, 0.0)
    """

    def __init__(
        self,
        dyads: Sequence[tuple[str, str]] = (),
        *,
        analyzer: Analyzer | None = None,
        n_jobs: int | None = None,
    ) -> None:
        self.dyads = dyads
        self.analyzer = analyzer
        self.n_jobs = n_jobs

    def fit(self, X: Iterable[str | None], y: object = None) -> ToneTransformer:
        """Check the parameters; the texts are not looked at.

        :raises TypeError: if `X` is a single text.
        :raises ValueError: if `dyads` are no pairs of ids.

        >>> from detente.integrations.sklearn import ToneTransformer
        >>> ToneTransformer().fit([])
        ToneTransformer()
        """
        _not_one_text(X)
        self.get_feature_names_out()
        return self

    def transform(self, X: Iterable[str | None]) -> npt.NDArray[np.float64]:
        """The numbers of each text: an array of shape (number of texts, number of features).

        :param X: whatever :meth:`detente.Analyzer.analyze_batch` takes: a list, a Series, a column, a frame of
            one column.

        :raises TypeError: if `X` is a single text, or holds what is neither text nor null.
        :raises ValueError: as :meth:`fit`.

        >>> from detente.integrations.sklearn import ToneTransformer
        >>> ToneTransformer().transform(["Talks resumed.", None])[:, 1].tolist()
        [3.0, nan]
        """
        _not_one_text(X)
        names = self.get_feature_names_out()
        threads = effective_n_jobs(self.n_jobs)
        batch = (self.analyzer or Analyzer()).analyze_batch(X, threads=threads, errors="null")
        numbers = np.full((len(batch), len(names)), np.nan)
        pairs = [tuple(pair) for pair in self.dyads]
        for row, doc in zip(numbers, batch, strict=True):
            if doc is not None:
                row[:] = _numbers(doc, pairs)
        return numbers

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """The names of the columns in order; `input_features` is not looked at.

        :raises ValueError: as :meth:`fit`.

        >>> from detente.integrations.sklearn import ToneTransformer
        >>> ToneTransformer(dyads=[("CHN", "JPN")]).get_feature_names_out()[[0, 1, -1]].tolist()
        ['tone', 'n_tokens', 'CHN->JPN']
        """
        names = ["tone", "n_tokens", "n_sentences", "n_entities", "n_directed", *(f"share_{band}" for band in BANDS)]
        for pair in self.dyads:
            if isinstance(pair, str) or len(pair) != 2 or not all(isinstance(id, str) for id in pair):
                raise ValueError(f"dyads must be pairs of actor ids such as ('CHN', 'JPN'), not {pair!r}")
            names.append("->".join(pair))
        return np.asarray(names, dtype=object)

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.input_tags.one_d_array = True
        tags.input_tags.allow_nan = True
        tags.requires_fit = False
        return tags


def _not_one_text(texts: object) -> None:
    # A string is an iterable of strings, so this mistake would pass.
    if isinstance(texts, str):
        raise TypeError("texts are wanted, not a single text: put it into a list")


def _numbers(doc: Document, pairs: list[tuple[str, ...]]) -> list[float]:
    bands: list[str] = [sentence.band for sentence in doc.sentences]
    net = {(dyad.source, dyad.target): dyad.tone for dyad in doc.dyads}
    return [
        doc.tone,
        len(doc.tokens),
        len(bands),
        len(doc.entities),
        len(doc.directed),
        *(bands.count(band) / max(len(bands), 1) for band in BANDS),
        *(net.get((pair[0], pair[1]), 0.0) for pair in pairs),
    ]
