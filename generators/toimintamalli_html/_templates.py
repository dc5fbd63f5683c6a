"""The templates of the package, with escaping that can't be turned off by forgetting it."""

import re
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from toimintamalli import LocalizedText
from toimintamalli_html._voice import Voice

_KEPT: Final = re.compile(r"(<style>.*?</style>|<script>.*?</script>)", re.DOTALL)
_BETWEEN: Final = re.compile(r">\n+<")
_QUOTED: Final = re.compile(r"""( [a-z-]+)="([^\s"'=<>`]+)"(?!/>)(?=[^<>]*>)""")


def render(template: str, voice: Voice, **context: object) -> str:
    """Return a page from a template, for readers of the voice's language."""
    spoken = {name: getattr(voice, name) for name in ("say", "plain", "lang", "word", "paragraphs")}
    page = _environment().get_template(template)
    html = page.render(**spoken, language=voice.language, words=voice.words, **context)
    return tighten(html)


def tighten(html: str) -> str:
    """Return a page without what no reader sees: breaks between elements, quotes nobody needs.

    What people wrote is safe from it, since text and values have their signs `"`, `<`, `>` escaped.
    """
    return "".join(
        part if _KEPT.match(part) else _QUOTED.sub(r"\1=\2", _BETWEEN.sub("><", part))
        for part in _KEPT.split(html)
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("toimintamalli_html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_refuse_bare_text,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _refuse_bare_text(value: object) -> object:
    if isinstance(value, LocalizedText):
        raise TypeError(f"a template shows a text without saying its language: {value.string}")
    return value
