"""Text divided into the lines that fit a width, by how wide letters are on the average."""

from textwrap import wrap

from toimintamalli.model.text import LocalizedText
from toimintamalli.report.drawing import LETTER
from toimintamalli.report.phrases import Own, Phrase


def divide(text: Phrase, width: int, most: int = 0) -> tuple[Phrase, ...]:
    """Return a text as lines of at most a width; with `most`, the rest is cut off with a sign."""
    lines = wrap(text.string, max(4, width // LETTER)) or [""]
    if most and len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip(" .,;:") + " …"]
    return tuple(like(text, line) for line in lines)


def like(text: Phrase, string: str) -> Phrase:
    """Return a string in the language of a text."""
    if isinstance(text, Own):
        return Own(string=string)
    return LocalizedText(string, text.language, text.fallback)


def breadth(string: str) -> int:
    """Return how wide a string is, at most."""
    return len(string) * LETTER
