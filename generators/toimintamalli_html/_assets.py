"""The style and the script that stand inside a page, and the policy that lets only them in."""

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import ascii_lowercase
from typing import Final

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOOSE: Final = re.compile(r"\s*([{};,])\s*")
"""Signs around which a style sheet needs no white space."""
_OWN: Final = re.compile(r"(?<![\w-])--([\w-]+):")
_NAMED: Final = re.compile(r"(?<![\w-])--([\w-]+)")
"""Custom properties, where they are set and anywhere."""


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
    """Return style sheets as one, without their comments and white space."""
    css = _COMMENT.sub("", "".join(_read(f"{each}.css") for each in names)).strip()
    return _shorten(_LOOSE.sub(r"\1", css).replace(": ", ":").replace(";}", "}"))


def _shorten(css: str) -> str:
    """Call the custom properties of a style `--a`, `--b` …, in the order in which they are set."""
    short = dict(zip(dict.fromkeys(_OWN.findall(css)), ascii_lowercase, strict=False))
    return _NAMED.sub(lambda found: f"--{short[found[1]]}", css)


@cache
def script(name: str) -> str:
    """Return a script with its modules as one, which `tests/node/minify.mjs` makes of them."""
    return _read(f"minified/{name}.js").strip()


def _read(name: str) -> str:
    return files("toimintamalli_html").joinpath("static", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
