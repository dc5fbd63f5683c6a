"""How one unquoted word of YAML is read, here and by the tools that our readers may use."""

import re
from enum import StrEnum
from typing import Final, TypeAlias

Value: TypeAlias = "dict[str, Value] | list[Value] | str | int | bool | None"
"""What a YAML file can hold here; there are no fractions and no dates."""


class Mode(StrEnum):
    """Whether a file holds texts for people, or the structure that the texts hang on."""

    TEXT = "text"
    STRUCTURE = "structure"


def read_plain(text: str, mode: Mode) -> Value:
    """Return what an unquoted scalar means: in a text file always the text itself."""
    return text if mode is Mode.TEXT else _read_structure(text)


def is_ambiguous(text: str, mode: Mode) -> bool:
    """Tell whether another tool may read the unquoted `text` as something else than we do."""
    return _READ_OTHERWISE.fullmatch(text) is not None and isinstance(read_plain(text, mode), str)


def _read_structure(text: str) -> Value:
    return int(text) if _INTEGER.fullmatch(text) else _JSON_WORDS.get(text, text)


# Fifteen digits survive a JavaScript reader unchanged; leading zeros are octal in YAML 1.1.
_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,14}", re.ASCII)

_JSON_WORDS: Final[dict[str, Value]] = {"true": True, "false": False, "null": None, "": None}

# yaml.org/type (YAML 1.1) and the core schema of YAML 1.2 (section 10.3.2) together, wide open
# where tools differ: Ruby's Psych takes commas in numbers.
_READ_OTHERWISE: Final = re.compile(
    r"""
    y | Y | yes | Yes | YES | n | N | no | No | NO | on | On | ON | off | Off | OFF
    | true | True | TRUE | false | False | FALSE | null | Null | NULL | ~ | = | <<
    | [-+]? 0b [01_]+ | [-+]? 0o [0-7]+ | [-+]? 0x [0-9a-fA-F_]+
    | [-+]? [0-9][0-9_,]*                                           # 5, 010, 1_000, 1,5
    | [-+]? [0-9][0-9_]* (?: :[0-5]?[0-9] )+ (?: \.[0-9_]* )?       # 12:30:45 in base 60
    | [-+]? (?: [0-9][0-9_,]*\.[0-9_]* | \.[0-9][0-9_]* ) (?: [eE][-+]?[0-9]+ )?
    | [-+]? [0-9]+ [eE][-+]?[0-9]+
    | [-+]? \.(?: inf | Inf | INF ) | \.(?: nan | NaN | NAN )
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}
      (?: (?: [Tt] | [ \t]+ ) [0-9]{1,2}:[0-9]{2}:[0-9]{2} (?: \.[0-9]* )?
          (?: [ \t]* (?: Z | [-+][0-9]{1,2} (?: :[0-9]{2} )? ) )? )?
    """,
    re.ASCII | re.VERBOSE,
)
