"""A value as notebooks show it: a small table, each text in its own language."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final, TypeAlias

from toimintamalli.messages import DEFAULT_LANGUAGE, LANGUAGES, say
from toimintamalli.model.text import LocalizedText, Text

Cell: TypeAlias = Text | LocalizedText | str | int | float | None
"""What stands in one place of the table; nothing where it is not known."""

_LEFT: Final = ' style="text-align:left;white-space:normal;vertical-align:top"'


def language_of(text: Text | LocalizedText) -> str:
    """Return the language in which a text prints: of several the first."""
    return text.language if isinstance(text, LocalizedText) else next(iter(text))


def show_table(
    title: Text | LocalizedText | str,
    note: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
) -> str:
    """Return a table as HTML; `columns` are names of messages, said in the title's language."""
    wanted = DEFAULT_LANGUAGE if isinstance(title, str) else language_of(title)
    spoken = wanted if wanted in LANGUAGES else DEFAULT_LANGUAGE
    head = "".join(
        f'<th scope="col" lang="{spoken}"{_LEFT}>{escape(say(f"column-{column}", spoken))}</th>'
        for column in columns
    )
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    said = escape(f" {note}") if note else ""
    return (
        f"<table><caption{_LEFT}><b{_lang(title)}>{escape(str(title))}</b>{said}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(cell: Cell) -> str:
    return f"<td{_lang(cell)}{_LEFT}>{'' if cell is None else escape(str(cell))}</td>"


def _lang(cell: Cell) -> str:
    if isinstance(cell, Text | LocalizedText):
        return f' lang="{escape(language_of(cell))}"'
    return ""
