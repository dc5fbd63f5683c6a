"""The shipped model as one JSON file, made when the wheel is built: loading it costs parsing JSON.

The YAML beside it stays the source: what was compiled equals what is loaded from there, and a
checkout, an editable install and `load(folder)` read the YAML.
"""

from typing import Final

from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text

FILE: Final = "model.json"
"""Its name among the package's data."""


def compile_model(model: Model[Text]) -> bytes:
    """Return a model as the file that a wheel carries."""
    return model.model_dump_json(exclude_unset=True).encode()


def read_compiled(content: bytes) -> Model[Text]:
    """Return the model of such a file."""
    return Model.model_validate_json(content)
