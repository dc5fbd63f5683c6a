"""What a wheel carries ready made of the model that it ships: made when the wheel is built.

The YAML beside it stays the source: what was compiled equals what is loaded and worked out from
there, and a checkout, an editable install and `load(folder)` do that.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from toimintamalli._resources import find_compiled
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text

FILE: Final = "model.json"
"""The model among the package's data."""
PLACES: Final = "places.json"
"""The table of its places."""


def compile_model(model: Model[Text]) -> bytes:
    """Return a model as the file that a wheel carries."""
    return model.model_dump_json(exclude_unset=True).encode()


def read_compiled(content: bytes) -> Model[Text]:
    """Return the model of such a file."""
    return Model.model_validate_json(content)


@cache
def shipped_model() -> Model[Text] | None:
    """Return the model that a wheel carries, each time the same value; nothing in a checkout."""
    file = find_compiled(FILE)
    return read_compiled(file.read_bytes()) if file else None


def is_shipped(model: Model[Text]) -> bool:
    """Tell a plug-in whether what its own wheel carries ready made is of this very model."""
    return model is shipped_model()
