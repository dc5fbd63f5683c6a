"""Values of the model as JSON for the templates, each text with its language where that differs."""

from __future__ import annotations

from toimintamalli import LocalizedText
from toimintamalli.model.ids import Language
from toimintamalli.model.value import Value

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def plain(content: object, language: Language) -> Json:
    """Return a value as JSON; a text in another language than the document's says in which."""
    match content:
        case LocalizedText(string=string) if content.language == language:
            return string
        case LocalizedText(string=string):
            return {"string": string, "language": content.language}
        case Value():
            return fields(content, language)
        case tuple():
            return [plain(part, language) for part in content]
        case str() | int() | None:
            return content
        case _:
            raise TypeError(content)


def fields(value: Value, language: Language) -> dict[str, Json]:
    """Return the fields of a value by name."""
    return {name: plain(getattr(value, name), language) for name in type(value).model_fields}
