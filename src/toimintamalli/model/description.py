"""What each field of a type is, in the words that stand under it in the source.

Only schemas and translators ask for it. Collecting it for every type at import takes a fifth of the
time of every command, and needs sources that a zipped application may not have.
"""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import cleandoc, getsource
from itertools import pairwise
from textwrap import dedent

from pydantic import BaseModel


@cache
def describe(kind: type[BaseModel]) -> Mapping[str, str]:
    """Return what each field of a type is, by the field's name."""
    described: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            described |= _strings_under_fields(_as_written(base))
    return described


def _as_written(kind: type[BaseModel]) -> type[BaseModel]:
    """Return the class that stands in the source: `Theme` for `Theme[Text]`."""
    return kind.__pydantic_generic_metadata__["origin"] or kind


@cache
def _strings_under_fields(kind: type[BaseModel]) -> Mapping[str, str]:
    (written,) = ast.parse(dedent(getsource(kind))).body
    return dict(_described(written))


def _described(written: ast.stmt) -> Iterator[tuple[str, str]]:
    if isinstance(written, ast.ClassDef):
        for field, below in pairwise(written.body):
            match field, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    yield name, cleandoc(text)
