"""The model as seen in one language."""

from typing import Any, TypeVar, cast

from toimintamalli.model.ids import Language
from toimintamalli.model.keyed import HasId, Keyed
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import LocalizedText, Missing, Text
from toimintamalli.model.value import Value

V = TypeVar("V", bound=Value)


def localize(
    model: Model[Text], language: Language, missing: Missing = Missing.SOURCE
) -> Model[LocalizedText]:
    """Return the model in one language, for readers of that language.

    Raises:
        MissingText: a translation is missing and `missing` says that this is an error.
    """
    view = _View(language, model.source_language, missing)
    return cast(Model[LocalizedText], view.value(model))


class _View:
    def __init__(self, language: Language, source: Language, missing: Missing) -> None:
        self._arguments = (language, source, missing)

    def value(self, value: Value) -> Value:
        fields = {name: self._seen(getattr(value, name)) for name in type(value).model_fields}
        return _localized(type(value)).model_construct(value.model_fields_set, **fields)

    def _seen(self, content: object) -> object:
        match content:
            case Text():
                return content.localize(*self._arguments)
            case Keyed():
                return Keyed([cast(HasId, self.value(each)) for each in content])
            case Value():
                return self.value(content)
            case _:
                return content


def _localized(kind: type[V]) -> type[V]:
    generic = kind.__pydantic_generic_metadata__
    origin: Any = generic["origin"]  # pydantic types this as a bare class
    return kind if origin is None else origin[LocalizedText]
