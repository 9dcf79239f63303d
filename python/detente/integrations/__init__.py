"""Détente inside other libraries: one module a library, which is imported when the module is used.

========== ============================== =====================
module     what it gives                  extra of the package
========== ============================== =====================
arrow      record batch to record batch   ``detente[arrow]``
duckdb     functions of SQL               ``detente[duckdb]``
polars     expressions, lazy frames       ``detente[polars]``
ray        datasets of Ray Data           ``detente[ray]``
sklearn    a transformer                  ``detente[sklearn]``
spacy      a component of a pipeline      ``detente[spacy]``
spark      frames of PySpark              ``detente[spark]``
========== ============================== =====================

All but the transformer and the component stand on two pure functions of ``arrow``:
:func:`~detente.integrations.arrow.table` and :func:`~detente.integrations.arrow.column`.

    >>> import pyarrow
    >>> from detente.integrations import arrow
    >>> articles = pyarrow.record_batch({"url": ["a", "b"], "text": ["Norway thanked Iceland.", None]})
    >>> arrow.table(articles, "directed", id="url").select(["url", "source", "target"]).to_pylist()
    [{'url': 'a', 'source': 'NOR', 'target': 'ISL'}]
"""
