"""The style and the script that stand inside a page, and the policy that lets only them in."""

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

_MODULES: Final = ("answers", "file", "page", "rows", "views", "workbook")
_JSDOC: Final = re.compile(r"/\*\*.*?\*/\s?", re.DOTALL)
_COMMENT: Final = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_IMPORT: Final = re.compile(r"^import .*?;\n", re.MULTILINE | re.DOTALL)
_EXPORT: Final = re.compile(r"^export ", re.MULTILINE)
_INDENT: Final = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)


@dataclass(frozen=True)
class Assets:
    """What a page carries inside it."""

    style: str
    script: str = ""

    @property
    def policy(self) -> str:
        """The Content-Security-Policy: nothing from anywhere but these very bytes."""
        script = f"'{_digest(self.script)}'" if self.script else "'none'"
        return (
            f"default-src 'none'; style-src '{_digest(self.style)}'; script-src {script}; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        )


@cache
def style(name: str) -> str:
    """Return a style sheet without its comments and indentation."""
    css = re.sub(r"/\*.*?\*/", "", _read(f"{name}.css"), flags=re.DOTALL)
    return _INDENT.sub("", css).strip()


@cache
def script() -> str:
    """Return the modules of the script as one, for a page that may fetch nothing."""
    return '"use strict";{\n' + "\n".join(_joined(_read(f"{name}.js")) for name in _MODULES) + "\n}"


def _joined(module: str) -> str:
    for pattern in (_JSDOC, _COMMENT, _IMPORT, _EXPORT, _INDENT):
        module = pattern.sub("", module)
    return module.strip()


def _read(name: str) -> str:
    return files("toimintamalli_html").joinpath("static", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
