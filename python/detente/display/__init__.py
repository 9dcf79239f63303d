"""Documents for the eye: HTML for notebooks and pages, lines for a terminal."""

from detente.display.batch import batch_html
from detente.display.explanation import Explanations, explanation_html
from detente.display.html import repr_html, to_html
from detente.display.notebook import show
from detente.display.terminal import print_tones

__all__ = [
    "Explanations",
    "batch_html",
    "explanation_html",
    "print_tones",
    "repr_html",
    "show",
    "to_html",
]
