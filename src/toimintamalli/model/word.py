"""The words that outputs need beside the content."""

from typing import Generic

from toimintamalli.model.ids import WordIdField
from toimintamalli.model.text import T
from toimintamalli.model.value import Value


class Word(Value, Generic[T]):
    """An interface word; `{name}` in it is filled in by whoever shows it."""

    id: WordIdField
    """Name of the word."""
    text: T
    """The word or phrase."""
