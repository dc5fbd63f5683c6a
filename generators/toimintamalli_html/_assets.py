"""The style and the script that stand inside a page, and the policy that lets only them in."""

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from toimintamalli_html._look import tokens

_COMMENT: Final = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_AIR: Final = re.compile(r";?\s*([{}])\s*|([:;,]) +|^ +", re.MULTILINE)
"""What a style sheet has for those who change it, which no page has to carry."""


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
def style(*names: str) -> str:
    """Return style sheets as one, after the colours that they name."""
    written = "".join(_read(f"{name}.css") for name in names)
    return tokens() + _AIR.sub(r"\1\2", _COMMENT.sub("", written)).strip()


@cache
def script(name: str) -> str:
    """Return a script with its modules as one, which `tests/node/bundle.mjs` makes of them."""
    return _read(f"minified/{name}.js").strip()


def _read(name: str) -> str:
    return files("toimintamalli_html").joinpath("static", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
