"""Texts use the words that the glossary prefers, and not those that it forbids, in any form.

Where Voikko reads a language, its words are compared by their base forms; where the language's file
names endings, they lose those; anything else is compared as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from toimintamalli.checks._readings import Reader, Reading, reader_for, words_of
from toimintamalli.checks._voikko import open_voikko
from toimintamalli.checks.prose import Passage, passages
from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, warning
from toimintamalli.languages import language_data
from toimintamalli.loading.content import Content
from toimintamalli.model.ids import Language
from toimintamalli.model.language import LanguageData
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text

_GAP: Final = re.compile(r"\s+|-")


@dataclass(frozen=True)
class _Form:
    """One of the glossary's forms, ready to be found."""

    words: tuple[frozenset[str], ...]
    """What each of its words may be."""
    preferred: str
    """The word to use."""
    is_forbidden: bool


@dataclass(frozen=True)
class _Token:
    """A word of a text."""

    start: int
    end: int
    reading: Reading


_Span: TypeAlias = tuple[int, int]
"""From which token to which, inclusive."""
_Hit: TypeAlias = tuple[str, _Span, str]
"""The message, none where all is well; the tokens; and the word to use."""


def _check(content: Content) -> Iterator[Finding]:
    if content.model is None:
        return
    for language in content.languages:
        lexicon = _Lexicon.of(content.model, language)
        for passage in passages(content, language):
            yield from _inspect(passage, lexicon)


def _inspect(passage: Passage, lexicon: _Lexicon) -> Iterator[Finding]:
    tokens = lexicon.tokens(passage.prose)
    hits = {*lexicon.find_forms(tokens, passage.prose), *lexicon.find_split(tokens, passage.prose)}
    # Of several for the same words the last holds: right, else forbidden, else split.
    best = {span: (code, preferred) for code, span, preferred in sorted(hits, reverse=True)}
    for span, (code, preferred) in best.items():
        if code and not any(_is_within(span, other) for other in best):
            start, end = tokens[span[0]].start, tokens[span[1]].end
            found = passage.string[start:end]
            yield warning(passage.place(start, end), code, found=found, preferred=preferred)


def _is_within(span: _Span, other: _Span) -> bool:
    """Tell whether a longer form, forbidden or right, stands around this one."""
    return span != other and other[0] <= span[0] and span[1] <= other[1]


@dataclass(frozen=True)
class _Lexicon:
    """The glossary of one language, by the first word of each form."""

    language: LanguageData
    read: Reader
    forms: Mapping[str, Sequence[_Form]]

    @classmethod
    def of(cls, model: Model[Text], language: Language) -> _Lexicon:
        data = language_data(language, model)
        read = reader_for(data, open_voikko(language) if data.proofreader == "voikko" else None)
        forms: dict[str, list[_Form]] = {}
        for form in _forms(model, data, read):
            for key in form.words[0]:
                forms.setdefault(key, []).append(form)
        return cls(data, read, forms)

    def tokens(self, prose: str) -> list[_Token]:
        """Return the words of a text."""
        words = words_of(self.language).finditer(prose)
        return [_Token(*word.span(), self.read(word.group())) for word in words]

    def find_forms(self, tokens: Sequence[_Token], prose: str) -> Iterator[_Hit]:
        """Yield the glossary's forms: what it forbids also as a part of a compound."""
        for first, token in enumerate(tokens):
            for key in token.reading.parts & self.forms.keys():
                for form in self.forms[key]:
                    is_part = key not in token.reading.wholes
                    if is_part and (len(form.words) > 1 or not form.is_forbidden):
                        continue
                    last = first + len(form.words) - 1
                    if _stands(form, tokens[first : last + 1], prose):
                        code = "forbidden-term" if form.is_forbidden else ""
                        yield code, (first, last), form.preferred

    def find_split(self, tokens: Sequence[_Token], prose: str) -> Iterator[_Hit]:
        """Yield compounds that the glossary has and the text writes as two words."""
        if not self.language.joins_compounds:
            return
        starts = {form[:4] for form in self.forms}
        for first, (one, other) in enumerate(pairwise(tokens)):
            joined = prose[one.start : one.end] + prose[other.start : other.end]
            if joined[:4].lower() in starts and prose[one.end : other.start].isspace():
                # `työterveyshuolto on` is no split form of `työterveyshuoltoon`.
                alone = one.reading.wholes | other.reading.wholes
                for key in (self.read(joined).wholes & self.forms.keys()) - alone:
                    for form in self.forms[key]:
                        if len(form.words) == 1:
                            code = "forbidden-term" if form.is_forbidden else "split-term"
                            yield code, (first, first + 1), form.preferred


def _stands(form: _Form, tokens: Sequence[_Token], prose: str) -> bool:
    """Tell whether the words of a form stand here one after the other."""
    if len(tokens) < len(form.words):
        return False
    gaps = (prose[one.end : other.start] for one, other in pairwise(tokens))
    rest = zip(form.words[1:], tokens[1:], strict=True)
    return all(map(_GAP.fullmatch, gaps)) and all(
        words & token.reading.wholes for words, token in rest
    )


def _forms(model: Model[Text], language: LanguageData, read: Reader) -> Iterator[_Form]:
    for term in model.terms:
        for forms in term.forms:
            if forms.id == language.id:
                for is_forbidden, words in ((False, forms.preferred), (True, forms.forbidden)):
                    for phrase in words:
                        found = words_of(language).findall(phrase)
                        readings = tuple(read(word).wholes for word in found)
                        yield _Form(readings, next(iter(forms.preferred), ""), is_forbidden)


RULE: Final = Rule("terms", "Texts use the glossary's words, and none that it forbids.", _check)
