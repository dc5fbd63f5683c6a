"""Words that came in another language than they should have, found by the content's own texts."""

from collections.abc import Callable

from toimintamalli.checks.guessing import Guesser
from toimintamalli.loading.content import Content
from toimintamalli.model.ids import Language
from toimintamalli.translation.digest import digest
from toimintamalli.translation.state import Translation, has_words


def guesser_of(content: Content) -> Guesser:
    """Return a guesser that knows the languages of a content by all of its texts."""
    languages = dict.fromkeys(name for unit in content.units for name in unit.strings)
    return Guesser(
        {name: [u.strings[name] for u in content.units if name in u.strings] for name in languages}
    )


def find_other_language(content: Content) -> Callable[[Translation, str], str]:
    """Return what tells which other language the words for a text are in, or nothing."""
    guesser = guesser_of(content)
    by_key = {(unit.file, ".".join(map(str, unit.path))): unit for unit in content.units}

    def find(was: Translation, target: str) -> str:
        unit = by_key.get((was.file, was.path))
        others = unit.strings.items() if unit else ()
        wanted = digest(target)
        for language, text in others:
            if language not in (was.language, content.source) and digest(text) == wanted:
                # Names are the same in several languages.
                return language if has_words(target) and " " in target else ""
        return guesser.find_other(target, Language(was.language)) or ""

    return find
