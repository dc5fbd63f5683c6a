"""The public names: each one is there, documented, and the same for people and type checkers."""

import ast
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

import toimintamalli

ROOT: Final = Path(toimintamalli.__file__).parent


def names_for_type_checkers() -> dict[str, str]:
    """Name → module of each import under `if TYPE_CHECKING:` in the package."""
    tree = ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8"))
    guarded = next(statement for statement in tree.body if isinstance(statement, ast.If))
    imports = [statement for statement in guarded.body if isinstance(statement, ast.ImportFrom)]
    return {alias.asname or "": str(each.module) for each in imports for alias in each.names}


def documentation(module: str, name: str) -> str | None:
    """Return the docstring of a class or function, or the string below an assignment."""
    source = Path(str(import_module(module).__file__)).read_text(encoding="utf-8")
    body = ast.parse(source).body
    for node, following in zip(body, [*body[1:], ast.Pass()], strict=True):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
            return ast.get_docstring(node)
        if isinstance(node, ast.Assign | ast.AnnAssign) and name in assigned(node):
            return string_of(following)
    return None


def assigned(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def string_of(node: ast.stmt) -> str | None:
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return text
    return None


@pytest.mark.parametrize("name", toimintamalli.__all__)
def test_a_public_name_can_be_imported(name: str) -> None:
    assert getattr(toimintamalli, name) is not None


@pytest.mark.parametrize("name", toimintamalli.__all__)
def test_a_public_name_is_documented(name: str) -> None:
    assert documentation(names_for_type_checkers()[name], name)


def test_type_checkers_see_the_names_that_programs_can_import() -> None:
    assert sorted(names_for_type_checkers()) == sorted(toimintamalli.__all__)


def test_type_checkers_see_each_name_where_it_is_loaded_from() -> None:
    for name, module in names_for_type_checkers().items():
        assert getattr(import_module(module), name) is getattr(toimintamalli, name)


def test_a_name_that_is_not_there_is_refused_as_python_does() -> None:
    with pytest.raises(AttributeError, match="laod"):
        toimintamalli.laod  # noqa: B018 -- looking it up is the test


def test_completion_offers_the_public_names() -> None:
    assert set(toimintamalli.__all__) <= set(dir(toimintamalli))
