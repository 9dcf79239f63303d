"""Plots of tones with matplotlib: ``pip install 'detente[plot]'``.

Each function draws on the axes that it is given, or on those of a new figure, and returns them. None
shows a figure or changes a setting of matplotlib. Colours run from orange (infuriated) over grey to
blue (conciliatory), which colour-blind readers tell apart, and numbers stand beside them.

    >>> import detente
    >>> doc = detente.analyze("Norway thanked Iceland for its help. Peru condemned Chile.")
    >>> detente.plot.tone(doc).get_ylabel()
    'tone'
"""

from detente.plot.article import tone
from detente.plot.graph import network
from detente.plot.grid import dyads
from detente.plot.history import timeline

__all__ = ["dyads", "network", "timeline", "tone"]
