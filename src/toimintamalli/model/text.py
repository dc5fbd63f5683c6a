"""A text in every language, the view of it in one, and what is in doubt about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, TypeAlias, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from toimintamalli.errors import MissingText, UnknownId
from toimintamalli.model.ids import LANGUAGE_PATTERN, Language, LanguageField
from toimintamalli.model.value import Value


class Missing(StrEnum):
    """What to do where a text has no translation."""

    ERROR = "error"
    SOURCE = "source"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """A text as shown to readers of one language: the string and the language it is really in.

    It prints as its string. It is not a string on purpose: whoever renders it for readers must
    look at `language`, since a fallback carries a language tag of its own.
    """

    string: str
    language: Language
    fallback: bool = False
    """True where the translation is missing and the source text stands in for it."""

    def __str__(self) -> str:
        return self.string

    def __format__(self, format_spec: str) -> str:
        return format(self.string, format_spec)


class Text(Mapping[Language, str]):
    """A text in the languages it has been written in: language → string, in a fixed order.

    It prints as the string in the first of them: in the content that is the source language.
    """

    __slots__ = ("_strings",)

    def __init__(self, strings: Mapping[Language, str]) -> None:
        self._strings = dict(strings)

    def __getitem__(self, language: Language) -> str:
        if language not in self._strings:
            raise UnknownId(language, self._strings, "language")
        return self._strings[language]

    def __contains__(self, language: object) -> bool:
        return language in self._strings

    def __iter__(self) -> Iterator[Language]:
        return iter(self._strings)

    def __len__(self) -> int:
        return len(self._strings)

    def __hash__(self) -> int:
        return hash(frozenset(self._strings.items()))

    def __str__(self) -> str:
        return next(iter(self._strings.values()), "")

    def __format__(self, format_spec: str) -> str:
        return format(str(self), format_spec)

    def __repr__(self) -> str:
        return f"Text({self._strings!r})"

    def localize(self, language: Language, source: Language, missing: Missing) -> LocalizedText:
        """Return the view in `language`, or the `source` text marked as a fallback.

        Raises:
            MissingText: there is no translation and `missing` says that this is an error.
        """
        if language in self._strings:
            return LocalizedText(self._strings[language], language)
        if missing is Missing.ERROR:
            raise MissingText(language=language, key=self._strings[source])
        return LocalizedText(self._strings[source], source, fallback=True)

    @classmethod
    def __get_pydantic_core_schema__(
        cls,
        source: Any,  # noqa: ANN401 -- the signature is pydantic's
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        del source, handler
        strings = core_schema.dict_schema(
            core_schema.str_schema(pattern=LANGUAGE_PATTERN), core_schema.str_schema(), min_length=1
        )
        built = core_schema.no_info_after_validator_function(cls, strings)
        return core_schema.json_or_python_schema(
            json_schema=built,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), built]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                dict, return_schema=strings
            ),
        )


T = TypeVar("T", Text, LocalizedText)
"""The shape of a text in the model: `Text` (every language) or `LocalizedText` (one)."""


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
