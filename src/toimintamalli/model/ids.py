"""The kinds of identifier, and what each looks like."""

from typing import Annotated, Final, NewType

from pydantic import Field

ID_LENGTH: Final = 64
"""The most characters in an id: Word refuses a longer tag on a content control."""

# Python's `$` also matches before a last line break, JSON Schema's does not: the look-ahead
# makes both mean the end.
_END = r"$(?!\n)"
_PART = r"[a-z][a-z0-9-]*"
SLUG_PATTERN: Final = f"^{_PART}{_END}"
ITEM_ID_PATTERN: Final = rf"^{_PART}(\.{_PART}){{2}}{_END}"
WORD_ID_PATTERN: Final = rf"^({_PART}\.)?{_PART}{_END}"
BLOCK_PATTERN: Final = rf"^{_PART}\.{_PART}{_END}"
FACT_PATTERN: Final = rf"^[a-z]+\.[a-z]+(_[a-z]+)*{_END}"
PLACE_ID_PATTERN: Final = rf"^{_PART}(\.{_PART}){{2}}(@{_PART})?{_END}"
LANGUAGE_PATTERN: Final = rf"^[a-z]{{2,3}}(-[A-Z][a-z]{{3}})?(-[A-Z]{{2}})?{_END}"
VERSION_PATTERN: Final = rf"^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){{2}}{_END}"
DATE_PATTERN: Final = rf"^[0-9]{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]){_END}"
COLOUR_PATTERN: Final = rf"^#[0-9A-Fa-f]{{6}}{_END}"
NUMBER_PATTERN: Final = rf"^-?(0|[1-9][0-9]*)(\.[0-9]+)?{_END}"
NUMBER_LENGTH: Final = 24
DOCUMENT_PATTERN: Final = rf"^[a-z0-9][a-z0-9-]{{7,63}}{_END}"
URL_PATTERN: Final = rf'^https://[^\s<>"]+{_END}'

Slug = NewType("Slug", str)
"""One part of an id: small letters, digits and hyphens, a letter first."""
ItemId = NewType("ItemId", str)
"""`<theme>.<kind>.<slug>`: stays the same for ever."""
WordId = NewType("WordId", str)
"""Name of an interface word; a generator's own begins with the generator's name and a dot."""
PlaceId = NewType("PlaceId", str)
"""The id of what is answered, and `@<view>` where one thing is answered from several views."""
ThemeId = NewType("ThemeId", str)
PartyId = NewType("PartyId", str)
Language = NewType("Language", str)
"""A BCP 47 tag, such as `fi`."""
Version = NewType("Version", str)
"""Three numbers, as in Semantic Versioning."""
Date = NewType("Date", str)
"""A calendar day as `2026-11-21` (ISO 8601)."""
DocumentId = NewType("DocumentId", str)
"""A random name of one document that is being filled in; it says nothing of whose it is."""
Url = NewType("Url", str)
HexColour = NewType("HexColour", str)
"""A colour of sRGB as `#0B6E69`: red, green, blue."""


def shorten(slug: str, room: int) -> str:
    """Return a slug with no more characters than there is room for: its first whole parts."""
    if len(slug) <= room:
        return slug
    cut = slug[: room + 1].rpartition("-")[0]
    return (cut or slug[:room]).rstrip("-")


SlugField = Annotated[Slug, Field(pattern=SLUG_PATTERN, max_length=ID_LENGTH)]
ItemIdField = Annotated[ItemId, Field(pattern=ITEM_ID_PATTERN, max_length=ID_LENGTH)]
WordIdField = Annotated[WordId, Field(pattern=WORD_ID_PATTERN, max_length=ID_LENGTH)]
PlaceIdField = Annotated[PlaceId, Field(pattern=PLACE_ID_PATTERN, max_length=ID_LENGTH)]
ThemeIdField = Annotated[ThemeId, Field(pattern=SLUG_PATTERN, max_length=ID_LENGTH)]
PartyIdField = Annotated[PartyId, Field(pattern=SLUG_PATTERN, max_length=ID_LENGTH)]
LanguageField = Annotated[Language, Field(pattern=LANGUAGE_PATTERN)]
VersionField = Annotated[Version, Field(pattern=VERSION_PATTERN)]
DateField = Annotated[Date, Field(pattern=DATE_PATTERN)]
DocumentIdField = Annotated[DocumentId, Field(pattern=DOCUMENT_PATTERN)]
UrlField = Annotated[Url, Field(pattern=URL_PATTERN)]
ColourField = Annotated[HexColour, Field(pattern=COLOUR_PATTERN)]
