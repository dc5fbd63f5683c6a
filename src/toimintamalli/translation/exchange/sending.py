"""What a translator gets: the texts, what each is for, and what became of its source."""

from collections.abc import Callable, Iterable
from typing import Final

from toimintamalli import messages
from toimintamalli.findings import Position
from toimintamalli.loading.anatomy import Part, dissect
from toimintamalli.loading.content import Content
from toimintamalli.loading.kinds import FileKind
from toimintamalli.loading.shapes import parts_of
from toimintamalli.model.ids import Language
from toimintamalli.patterns import BadPattern, names_in, read_pattern
from toimintamalli.translation.exchange.package import Package, SentText
from toimintamalli.translation.ordering import place_in_order
from toimintamalli.translation.state import State, Translation


def pack(
    content: Content,
    translations: Iterable[Translation],
    previous: Callable[[Translation], str],
    language: Language,
    reader: str,
) -> Package:
    """Return some texts of one language, in the order in which the source has them.

    `previous` tells the source text that a translation was made from, as far as it is known;
    `reader` is the language of headings.
    """
    wanted = [
        translation
        for translation in translations
        if translation.language == language and translation.state is not State.ORPHAN
    ]
    texts = (
        SentText(
            file=translation.file,
            key=translation.key,
            source=translation.source,
            target=translation.target,
            state=translation.state,
            note=_note(content, translation, place, reader),
            previous=previous(translation),
        )
        for translation, place in place_in_order(content, wanted)
    )
    return Package(source_for(content, language), language, tuple(texts), reader)


def source_for(content: Content, language: Language) -> Language:
    """Return the language that a translation is made from: for the source itself, that of words.

    A model in a language that no format speaks has the formats' words to translate and no more.
    """
    return Language(messages.DEFAULT_LANGUAGE) if language == content.source else content.source


def _note(content: Content, translation: Translation, place: Position | None, reader: str) -> str:
    """Return what a text is, what is filled into it, and where it stands."""
    file = content.files.get(f"{content.source}/{translation.file}")
    steps = translation.path.split(".")
    said = describe(file.kind, steps) if file else ""
    if translation.has_placeholders:
        said = _of_word(steps, translation.source, reader)
    at = f"{content.source}/{translation.file}:{place.line}" if place else translation.file
    return "\n".join(filter(None, (said, at)))


def _of_word(steps: list[str], source: str, reader: str) -> str:
    """Return where a word around the content is seen, what stays in it, and how long it may be."""
    owner = steps[1] if steps[0] == "generators" else steps[0]
    known = messages.catalogue(reader)
    code = f"word-of-{owner}"
    where = messages.say(code if code in known else "word-of-format", reader, owner=owner)
    try:
        names = ", ".join(f"{{{name}}}" for name in sorted(names_in(read_pattern(source))))
    except BadPattern:
        names = ""
    filled = messages.say("word-keeps", reader, names=names) if names else ""
    # A word on a button or in a heading of a table has the room of its source and a half.
    is_short = len(source) <= _SHORT
    limit = len(source) + max(len(source) // 2, _LEAST_ROOM)
    room = messages.say("word-room", reader, limit=limit) if is_short else ""
    return " ".join(filter(None, (where, filled, room)))


_SHORT: Final = 30
"""Letters of a word that stands on a button, in a heading or in a cell, and not in a paragraph."""
_LEAST_ROOM: Final = 6


def describe(kind: FileKind, path: list[str]) -> str:
    """Return what the model's types say that a text is, or nothing for an interface word."""
    parts = {part_within.name: part_within for part_within in parts_of(kind)}
    if kind.own and path[0] == kind.own:
        return _said(parts.get(path[1]))
    part = parts.get(path[0])
    steps = path[1:]
    while part is not None and part.members and len(steps) > 1:
        found = (part_within for member in part.members for part_within in dissect(member))
        part, steps = (
            next((part_within for part_within in found if part_within.name == steps[1]), None),
            steps[2:],
        )
    return _said(part)


def _said(part: Part | None) -> str:
    said = part.description if part else None
    return " ".join((said or "").split())
