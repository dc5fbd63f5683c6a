"""The files of a new plug-in: a small format that keeps every rule, and the tests that tell."""

from __future__ import annotations

from importlib.resources import files
from string import Template
from typing import Final

_TEMPLATES: Final = "plugin"
# Not by the names that they get: tools would take them for Python of ours.
_FILES: Final = {
    "pyproject.toml": "pyproject.toml.txt",
    "README.md": "README.md.txt",
    "src/$package/__init__.py": "generator.py.txt",
    "src/$package/py.typed": None,
    "tests/test_generator.py": "test_generator.py.txt",
}


def begin_plugin(name: str, version: str) -> dict[str, bytes]:
    """Return the files of a generator of that name, by their path below its folder.

    `version` is the oldest version of this package that it works with.
    """
    slots = {"name": name, "package": package_of(name), "version": version}
    templates = files(__package__).joinpath(_TEMPLATES)
    made: dict[str, bytes] = {}
    for path, source in _FILES.items():
        text = templates.joinpath(source).read_text(encoding="utf-8") if source else ""
        made[Template(path).substitute(slots)] = Template(text).substitute(slots).encode()
    return made


def package_of(name: str) -> str:
    """Return the name of its Python package: none of the standard library begins so."""
    return "toimintamalli_" + name.replace("-", "_")
