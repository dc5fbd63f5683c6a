"""How text gets into a page: escaped, and in the language it is really in."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from toimintamalli import Language, LocalizedText, Missing, Words
from toimintamalli.languages import language_data


@dataclass(frozen=True)
class Voice:
    """Renders texts for readers of one language."""

    language: Language
    words: Words
    missing: Missing

    def say(self, text: LocalizedText) -> Markup:
        """Return a text as markup; one that stands in for a translation carries its language."""
        if text.language == self.language:
            return escape(text.string)
        return Markup("<span{}>{}</span>{}").format(self.lang(text), text.string, self._mark(text))

    def plain(self, text: LocalizedText) -> str:
        """Return only the string, for an attribute or an option beside `lang`."""
        return text.string

    def lang(self, text: LocalizedText) -> Markup:
        """Return a language attribute for the element around a text, where it needs one.

        A text whose lines run the other way says so as well.
        """
        if text.language == self.language:
            return Markup()
        here, there = (
            language_data(language).direction for language in (self.language, text.language)
        )
        if here == there:
            return Markup(' lang="{}"').format(text.language)
        return Markup(' lang="{}" dir="{}"').format(text.language, there)

    def word(self, name: str, **facts: object) -> Markup:
        """Return an interface word as markup."""
        return self.say(self.words.fill(name, **facts) if facts else self.words[name])

    def paragraphs(self, text: LocalizedText) -> Iterator[LocalizedText]:
        """Yield the paragraphs of a text: a blank line parts them."""
        for part in text.string.split("\n\n"):
            if part.strip():
                yield LocalizedText(part.strip(), text.language, text.fallback)

    def _mark(self, text: LocalizedText) -> Markup:
        if not (text.fallback and self.missing is Missing.MARK):
            return Markup()
        said = self.words["untranslated"]
        return Markup(' <small class="untranslated"{}>{}</small>').format(
            self.lang(said), said.string
        )
