"""The templates of the package, with escaping that can't be turned off by forgetting it."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from toimintamalli import Language, LocalizedText
from toimintamalli.languages import language_data
from toimintamalli_html._voice import Voice


def render(template: str, voice: Voice, **context: object) -> str:
    """Return a page from a template, for readers of the voice's language."""
    spoken = {name: getattr(voice, name) for name in ("say", "plain", "lang", "word", "paragraphs")}
    page = _environment().get_template(template)
    spoken["is_leftward"] = _is_leftward
    return page.render(**spoken, language=voice.language, words=voice.words, **context)


def _is_leftward(language: Language) -> bool:
    return language_data(language).direction == "rtl"


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
