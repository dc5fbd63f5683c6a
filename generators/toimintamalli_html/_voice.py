"""How text gets into a page: escaped, and in the language it is really in."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from toimintamalli import Language, LocalizedText, Missing, Words


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
        return Markup('<span lang="{}">{}</span>{}').format(
            text.language, text.string, self._mark(text)
        )

    def plain(self, text: LocalizedText) -> str:
        """Return only the string, for an attribute or an option beside `lang`."""
        return text.string

    def lang(self, text: LocalizedText) -> Markup:
        """Return a language attribute for the element around a text, where it needs one."""
        if text.language == self.language:
            return Markup()
        return Markup(' lang="{}"').format(text.language)

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
