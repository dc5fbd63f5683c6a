"""What readers of a translation should know of a text: nothing, for most."""

from typing import Literal, TypeAlias

from toimintamalli.model.ids import LanguageField
from toimintamalli.model.value import Value

Doubt: TypeAlias = Literal["missing", "stale", "unverified", "same-as-source"]
"""Not translated; translated from an older wording; from which wording nobody has recorded; or the
same as the source, and nobody has said that this is right."""


class TextState(Value):
    """One text whose translation into one language is in doubt."""

    path: str
    """Where the text is in the model: names of fields and ids, with slashes between."""
    language: LanguageField
    """The language of the translation."""
    doubt: Doubt
    """What is in doubt."""
