"""Documents for the eye: HTML for notebooks and pages, lines for a terminal."""

from detente.display.html import repr_html, to_html
from detente.display.terminal import show

__all__ = ["repr_html", "show", "to_html"]
