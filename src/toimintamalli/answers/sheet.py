"""One party's answers at one date, and the file that holds several such sheets."""

from typing import Annotated, Final

from pydantic import ConfigDict, FailFast, Field
from pydantic.config import JsonDict

from toimintamalli.answers.answer import Answer
from toimintamalli.answers.plan import Plan
from toimintamalli.answers.values import FrozenMap, Kept, Maybe, Words
from toimintamalli.limits import ANSWERS
from toimintamalli.model.ids import (
    ID_LENGTH,
    DateField,
    DocumentIdField,
    LanguageField,
    PartyIdField,
    PlaceIdField,
    SlugField,
    Version,
    VersionField,
)
from toimintamalli.model.value import Value

ANSWERS_VERSION: Final = Version("1.0.0")
"""Version of the format: major when a reader of the version before could break."""
ANSWERS_SCHEMA: Final = "urn:toimintamalli:schema:v1:answers"
"""Name of the schema that every file says it keeps."""

# pydantic publishes the pattern of a key and leaves its length out.
_LENGTH_OF_IDS: Final[JsonDict] = {"propertyNames": {"maxLength": ID_LENGTH}}


class AnswerSheet(Value):
    """One party's answers at one date, for one round."""

    model: SlugField
    """Id of the model that was answered."""
    content_version: VersionField
    """Version of the content that was answered."""
    language: LanguageField
    """Language of the workbook; ids are the same in all of them."""
    party: Maybe[PartyIdField] = None
    """Whose answers they are; absent for the joint ones."""
    round: Maybe[Annotated[int, Field(ge=1, le=10_000)]] = None
    """Number of the follow-up cycle, from 1."""
    date: Maybe[DateField] = None
    """Day of the answers."""
    organisation: Words = ""
    """Name of the workplace, if it was given."""
    document: Maybe[DocumentIdField] = None
    """Which document it was filled in: saves of one are known again, whatever the file is called.
    A random name that says nothing of whose it is."""
    revision: Maybe[Annotated[int, Field(ge=1, le=1_000_000_000)]] = None
    """Grows with each change of that document: of two saves the greater one is the later."""
    answers: FrozenMap[PlaceIdField, Answer] = Field(json_schema_extra=_LENGTH_OF_IDS)
    """Place id → answer; a place that nobody touched is absent."""
    plan: Plan = Plan()
    """The plan chain."""
    unrecognised: Kept = FrozenMap()
    """What a reader did not know, kept for one that does."""


class AnswerFile(Value):
    """What one file holds: the sheets of every party in a workbook, or several workbooks'."""

    # In Python both have their defaults; a file without a version is none of ours.
    model_config = ConfigDict(json_schema_extra={"required": ["schemaVersion", "sheets"]})

    schema_uri: str = Field(default=ANSWERS_SCHEMA, alias="$schema", max_length=1_000)
    """Name or address of the schema."""
    schema_version: VersionField = ANSWERS_VERSION
    """Version of the format; readers of the same major version can read it."""
    # The problems of one sheet are enough to read.
    sheets: Annotated[tuple[AnswerSheet, ...], Field(max_length=ANSWERS.sheets), FailFast()]
    """The sheets."""
    unrecognised: Kept = FrozenMap()
    """What a reader did not know outside the sheets."""
