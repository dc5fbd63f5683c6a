"""The shipped model as one JSON file, made when the wheel is built: loading it costs parsing JSON.

The YAML beside it stays the source: what was compiled equals what is loaded from there, and a
checkout, an editable install and `load(folder)` read the YAML.
"""

from typing import Final

from toimintamalli.model.keyed import Keyed
from toimintamalli.model.language import LanguageData
from toimintamalli.model.ledger import Ledger
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text, TextState
from toimintamalli.model.value import Value

FILE: Final = "model.json"
"""Its name among the package's data."""


class CompiledModel(Value):
    """A checked model, with what its published form leaves out."""

    model: Model[Text]
    """The model."""
    ledger: Ledger
    """Every id ever published."""
    language_data: Keyed[LanguageData]
    """What the content says of its languages."""
    translation: tuple[TextState, ...]
    """The translations that are in doubt."""


def compile_model(model: Model[Text]) -> bytes:
    """Return a model as the file that a wheel carries."""
    compiled = CompiledModel(
        model=model,
        ledger=model.ledger,
        language_data=model.language_data,
        translation=model.translation,
    )
    # pydantic would warn that a block is a `TextBlock` and no `TextBlock[Text]`: one class serves
    # both shapes of texts, and they are written alike.
    return compiled.model_dump_json(exclude_unset=True, warnings=False).encode()


def read_compiled(content: bytes) -> Model[Text]:
    """Return the model of such a file."""
    compiled = CompiledModel.model_validate_json(content)
    kept = {
        "ledger": compiled.ledger,
        "language_data": compiled.language_data,
        "translation": compiled.translation,
    }
    return compiled.model.model_copy(update=kept)
