"""The way in: a content root → a checked model, or everything that is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toimintamalli._resources import find_data
from toimintamalli.compiled import shipped_model
from toimintamalli.errors import ContentError
from toimintamalli.findings import Finding, Severity, has_errors, warning
from toimintamalli.model.ids import Language
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text

if TYPE_CHECKING:
    from toimintamalli.loading.content import Content

SHIPPED: Final = "content"
"""What messages call the content root that comes with the package."""


def load(folder: str | Path | None = None) -> Model[Text]:
    """Return the model of a content root, or of the content that comes with the package.

    Raises:
        ContentError: the content has errors; it carries every one of them, with its place.
    """
    if folder is None and (shipped := shipped_model()):
        return shipped
    # Whoever has the model ready made does not wait for what reads and checks YAML.
    from toimintamalli.translation.doubts import find_doubts  # noqa: PLC0415
    from toimintamalli.translation.store import read_locks  # noqa: PLC0415

    content = open_content(folder)
    findings = find_problems(content)
    if content.model is None or has_errors(findings):
        raise ContentError([finding for finding in findings if finding.severity is Severity.ERROR])
    root = find_data("content") if folder is None else Path(folder)
    doubts = find_doubts(content, read_locks(root, content.languages))
    return content.model.model_copy(update={"translation": tuple(doubts)})


def open_content(folder: str | Path | None = None) -> Content:
    """Read a content root, or the one that comes with the package."""
    from toimintamalli.loading.reading import read_content  # noqa: PLC0415 -- see `load`

    if folder is None:
        return read_content(find_data("content"), SHIPPED)
    return read_content(Path(folder), Path(folder).as_posix())


def check_content(content: Content | str | Path | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with content, also by the published schemas, sorted by place.

    Content is a content root, one that `open_content` has read, or what comes with the package.
    None of what is wrong is raised: no findings mean that `load` gives a model.
    """
    from toimintamalli.loading.content import Content  # noqa: PLC0415 -- see `load`

    if not isinstance(content, Content):
        content = open_content(content)
    from toimintamalli.checks.reviewing import OF_FILES  # noqa: PLC0415 -- only who asks pays for it

    found = {finding for rule in OF_FILES for finding in rule.check(content)}
    return tuple(sorted({*find_problems(content), *found}))


def _find_copies(content: Content) -> Iterator[Finding]:
    """Yield each translation that is the source's text, unless somebody has accepted it so."""
    from toimintamalli.checks.rule import once_a_file  # noqa: PLC0415 -- the same
    from toimintamalli.translation.state import (  # noqa: PLC0415 -- only who asks pays for it
        State,
        find_translations,
        has_words,
    )
    from toimintamalli.translation.store import read_locks  # noqa: PLC0415 -- the same

    if content.folder is None:
        return
    locks = read_locks(content.folder, content.languages)
    for language in content.languages:
        if language != content.source:
            texts = list(find_translations(content, locks, language))
            copies = [text for text in texts if text.state is State.SAME_AS_SOURCE]
            # A folder that was copied to begin a language: `translations status` tells of that.
            if any(text.target and text not in copies and has_words(text.source) for text in texts):
                told = (warning(copy.position, "same-as-source", path=copy.path) for copy in copies)
                looked_at = Counter(text.position.file for text in texts)
                yield from once_a_file(told, looked_at, "file-same-as-source")


def review_content(content: Content) -> tuple[Finding, ...]:
    """Return what an editor should look at: warnings only, and none when there is no model."""
    from toimintamalli.checks.reviewing import REVIEW  # noqa: PLC0415 -- only who asks pays for it

    if content.model is None:
        return ()
    is_sound = not has_errors(_find_faults(content))
    rules = (rule for rule in REVIEW if is_sound or not rule.of_sound)
    found = {finding for rule in rules for finding in rule.check(content)}
    return tuple(sorted({*found, *_find_copies(content)}))


def find_unread(content: Content) -> tuple[tuple[Language, str], ...]:
    """Return each language that a review can't proofread here, and the message that says why."""
    from toimintamalli.checks import spelling  # noqa: PLC0415 -- the same

    return tuple(spelling.find_unread(content))


def find_problems(content: Content) -> tuple[Finding, ...]:
    """Return what is wrong with the content, sorted by place."""
    from toimintamalli.checks import RULES  # noqa: PLC0415 -- see `load`

    found = _find_faults(content)
    if content.model is not None and not has_errors(found):
        for rule in RULES:
            if rule.of_sound:
                found.update(rule.check(content))
    return tuple(sorted(found))


def _find_faults(content: Content) -> set[Finding]:
    """Return what the content says of itself: a workbook can be resolved only without errors."""
    from toimintamalli.checks import RULES  # noqa: PLC0415 -- see `load`

    rules = (rule for rule in RULES if not rule.of_sound)
    return {*content.findings, *(finding for rule in rules for finding in rule.check(content))}
