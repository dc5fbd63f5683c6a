"""Of every language of the content it is known how it is written."""

from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, warning
from toimintamalli.languages import language_data
from toimintamalli.loading.content import Content
from toimintamalli.loading.files import LANGUAGES
from toimintamalli.model.language import not_given


def _check(content: Content) -> Iterator[Finding]:
    file = content.structure("model.yaml")
    for language in content.languages if file else ():
        missing = ", ".join(not_given(language_data(language, content.model)))
        own = content.files.get(f"{LANGUAGES}/{language}.yaml")
        if file and missing:
            listed = file.document.position(("model", "languages"))
            at = own.document.position(()) if own else listed
            yield warning(at, "language-not-described", language=language, missing=missing)


RULE: Final = Rule("described", "Each language is described: its dates, numbers and words.", _check)
