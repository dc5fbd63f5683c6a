"""What became of the content between two versions: for whoever keeps answers, and for releases.

The rule for versions: major when an id goes, or a meaning or a scale changes; minor when something
is added; patch when words, or anything else, change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import Final, Literal

from pydantic import Field

from toimintamalli.answers.migration import find_successor
from toimintamalli.meaning import asked_texts, choice_texts, find_other_meanings, scale_texts
from toimintamalli.model.identity import list_fields, list_ids
from toimintamalli.model.ids import Language, LanguageField, PlaceId, Version, VersionField
from toimintamalli.model.item import OpenQuestion, ScaleQuestion
from toimintamalli.model.ledger import Ledger, is_place
from toimintamalli.model.operating_model import VOCABULARIES, Model
from toimintamalli.model.text import Text
from toimintamalli.model.value import Value
from toimintamalli.published import as_values, texts_of
from toimintamalli.translation.wording import compare_words


class Bump(IntEnum):
    """Which part of the content version has to rise; the later the higher."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


class Named(Value):
    """A thing that came or went."""

    id: str
    """Its id; of what answers don't name, its collection and its id."""
    kind: str
    """What it is."""
    replaced_by: tuple[str, ...] = ()
    """The ids that took its place, for one that went, over any number of versions."""
    answers: Literal["none", "moved", "first", "kept"] = "none"
    """What becomes of answers to a place that went: `moved` to its successor; the `first` of two
    that are merged, where both were answered the other is kept; `kept` word by word beside the
    answers, since several took its place or none. `none` where nothing is answered."""


class Reworded(Value):
    """A text that changed in one language."""

    path: str
    """Where it is in the model: names of fields and ids."""
    language: LanguageField
    """The language."""
    old: str
    """The wording before; empty where there was none."""
    new: str
    """The wording now; empty where there is none."""
    diff: str
    """Both as one: `[-left out-]` and `{+added+}`."""


class Meant(Value):
    """A thing that means something else now."""

    id: str
    """Its id."""
    field: str
    """What of it changed: its kind, scale, values, labels, group, audience, reach, options, or its
    prompt, where the words say another thing."""
    old: str
    """What it was."""
    new: str
    """What it is."""


class Comparison(Value):
    """Whether a question's answers can be compared with earlier ones."""

    id: str
    """The question, or the place."""
    comparable: Literal["yes", "reworded", "no", "new", "gone"]
    """`reworded`: somebody has to judge whether it still asks the same."""


class Changes(Value):
    """Everything that differs between two versions of the content."""

    old: VersionField
    """The version before."""
    new: VersionField
    """The version that the newer content says it is."""
    least: VersionField
    """The least version that the newer content has to have."""
    bump: Literal["none", "patch", "minor", "major"]
    """What has to rise."""
    added: tuple[Named, ...]
    """What came, sorted by id."""
    removed: tuple[Named, ...]
    """What went, sorted by id."""
    meant: tuple[Meant, ...] = Field(alias="meaningChanged")
    """What means something else, sorted by id."""
    reworded: tuple[Reworded, ...]
    """Texts that changed, in the order of the content."""
    questions: tuple[Comparison, ...]
    """Every question of either version, in the order of the newer one, and then every other place
    whose answers can't be compared with earlier ones."""

    @property
    def is_new_enough(self) -> bool:
        """Whether the newer content's version has risen as much as it has to."""
        return as_numbers(self.new) >= as_numbers(self.least)


def find_changes(old: Model[Text], new: Model[Text]) -> Changes:
    """Return what became of one version of the content in another, by ids."""
    before, after = dict(_things(old)), dict(_things(new))
    meant = tuple(sorted((*_meant(_facts(old), _facts(new)), *_said(old, new)), key=_by_id))
    reworded = tuple(_reworded(old, new))
    removed = tuple(_named(before, after, new))
    added = tuple(_named(after, before))
    bump = _bump(old, new, is_broken=bool(meant or removed), is_more=bool(added))
    return Changes(
        old=old.version,
        new=new.version,
        least=raised(old.version, bump),
        bump=bump.name.lower(),
        added=added,
        removed=removed,
        meant=meant,
        reworded=reworded,
        questions=tuple(_comparisons(old, new, meant, reworded)),
    )


def _by_id(meant: Meant) -> str:
    return meant.id


def _said(old: Model[Text], new: Model[Text]) -> Iterator[Meant]:
    """Yield what means something else since its words, or those of its choices, say so."""
    languages = tuple(language for language in new.languages if language in old.languages)
    asked = asked_texts(old), asked_texts(new)
    for id_, was, is_ in find_other_meanings(*asked, new, languages):
        yield Meant(id=id_, field="prompt", old=was, new=is_)
    for field, texts in (("labels", scale_texts), ("options", choice_texts)):
        before, after = texts(old), texts(new)
        for id_ in sorted(before.keys() & after.keys()):
            for value, was, is_ in find_other_meanings(before[id_], after[id_], new, languages):
                yield Meant(id=id_, field=field, old=f"{value}: {was}", new=f"{value}: {is_}")


def raised(version: Version, bump: Bump) -> Version:
    """Return the least version after a change of some weight."""
    major, minor, patch = as_numbers(version)
    match bump:
        case Bump.MAJOR:
            return Version(f"{major + 1}.0.0")
        case Bump.MINOR:
            return Version(f"{major}.{minor + 1}.0")
        case Bump.PATCH:
            return Version(f"{major}.{minor}.{patch + 1}")
        case Bump.NONE:
            return version


def as_numbers(version: Version) -> tuple[int, int, int]:
    """Return the parts of a version, to be compared."""
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch


def _bump(old: Model[Text], new: Model[Text], *, is_broken: bool, is_more: bool) -> Bump:
    if is_broken:
        return Bump.MAJOR
    if is_more:
        return Bump.MINOR
    return Bump.PATCH if _content_of(old) != _content_of(new) else Bump.NONE


def _content_of(model: Model[Text]) -> object:
    return as_values(model.model_copy(update={"version": Version("0.0.0")}))


_CHOICES: Final = (*VOCABULARIES, "roles", "profiles")
"""Collections whose ids stand in answers as choices, or in paths of published files."""


def _things(model: Model[Text]) -> Iterator[tuple[str, str]]:
    """Yield the id and kind of each thing that others may point to."""
    yield from list_ids(model)
    for name in _CHOICES:
        if name != "parties":
            yield from ((f"{name}.{thing.id}", name) for thing in getattr(model, name))
    yield from ((f"languages.{language}", "language") for language in model.languages)


def _named(
    these: Mapping[str, str], those: Mapping[str, str], newer: Model[Text] | None = None
) -> Iterator[Named]:
    """Yield each thing that is among these and not among those."""
    gone = sorted(these.keys() - those.keys())
    successors = {id_: tuple(_successors(id_, newer.ledger)) if newer else () for id_ in gone}
    claimed = Counter(find_successor(PlaceId(id_), newer.ledger) for id_ in gone) if newer else {}
    for id_ in gone:
        found = successors[id_]
        answers = _fate(id_, these[id_], newer, {*these}, claimed) if newer else "none"
        yield Named(id=id_, kind=these[id_], replaced_by=found, answers=answers)


def _successors(id_: str, ledger: Ledger, before: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the ids of today that took the place of one, over any number of versions."""
    entry = ledger.entries.get(id_)
    for successor in entry.replaced_by if entry and id_ not in before else ():
        onwards = tuple(_successors(successor, ledger, before | {id_}))
        yield from onwards or (successor,)


def _fate(
    id_: str,
    kind: str,
    newer: Model[Text],
    before: set[str],
    claimed: Mapping[PlaceId | None, int],
) -> Literal["none", "moved", "first", "kept"]:
    """Return what migration makes of the answers to a place that went."""
    if not is_place(kind):
        return "none"
    successor = find_successor(PlaceId(id_), newer.ledger)
    if successor is None or successor == id_:
        return "kept"
    return "first" if successor in before or claimed[successor] > 1 else "moved"


_Facts = Mapping[str, Mapping[str, str]]
"""Id → what its answers' meaning depends on."""


def _facts(model: Model[Text]) -> _Facts:
    facts: dict[str, dict[str, str]] = {id_: {"kind": kind} for id_, kind in list_ids(model)}
    for item in model.items():
        own = facts[item.id]
        own |= {"audience": _listed(item.audience), "reach": _listed(item.reach)}
        if isinstance(item, ScaleQuestion):
            own["scale"] = item.scale
        if isinstance(item, ScaleQuestion | OpenQuestion):
            own["group"] = item.group or ""
    for scale in model.scales:
        labels = (f"{label.value} {label.id}" for label in scale.labels)
        facts[scale.id] |= {"values": _listed(scale.values), "labels": _listed(labels)}
    for section in model.sections:
        for id_, field in list_fields(section):
            options = _listed(option.id for option in field.options)
            facts[id_] |= {"options": field.options_from or options}
    return facts


def _listed(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


def _meant(before: _Facts, after: _Facts) -> Iterator[Meant]:
    for id_ in sorted(before.keys() & after.keys()):
        for field in dict.fromkeys((*before[id_], *after[id_])):
            old, new = before[id_].get(field, ""), after[id_].get(field, "")
            if old != new:
                yield Meant(id=id_, field=field, old=old, new=new)


def _reworded(old: Model[Text], new: Model[Text]) -> Iterator[Reworded]:
    before, after = dict(_texts(old)), dict(_texts(new))
    # A language that is new has all its texts from nothing, and that is said once.
    languages = [language for language in new.languages if language in old.languages]
    things = {*_paths(old)} ^ {*_paths(new)}
    for path in dict.fromkeys((*before, *after)):
        if not any(path.startswith(f"{thing}/") for thing in things):
            yield from _in(languages, path, before.get(path, {}), after.get(path, {}))


def _in(
    languages: Iterable[Language],
    path: str,
    before: Mapping[Language, str],
    after: Mapping[Language, str],
) -> Iterator[Reworded]:
    for language in languages:
        old, new = before.get(language, ""), after.get(language, "")
        if old != new:
            diff = compare_words(old, new)
            yield Reworded(path=path, language=language, old=old, new=new, diff=diff)


def _texts(model: Model[Text]) -> Iterator[tuple[str, Text]]:
    for _, path, text in texts_of(model):
        if isinstance(text, Text):
            yield path, text


def _paths(model: Model[Text]) -> Iterator[str]:
    """Yield where each thing is whose coming and going is told by its id."""
    for theme in model.themes:
        yield f"themes/{theme.id}"
    for _, path, _text in texts_of(model):
        steps = path.split("/")
        is_item = steps[0] == "themes" and steps[3:]
        if is_item:
            yield "/".join(steps[:4])
        elif steps[0] in (*_CHOICES, "scales", "sections"):
            yield "/".join(steps[:6] if steps[4:5] == ["fields"] else steps[:2])


def _comparisons(
    old: Model[Text],
    new: Model[Text],
    meant: tuple[Meant, ...],
    reworded: tuple[Reworded, ...],
) -> Iterator[Comparison]:
    before, after = _questions(old), _questions(new)
    changed = {unit.id for unit in meant}
    said = {id_ for rewording in reworded if rewording.old for id_ in rewording.path.split("/")}
    yield from _of_questions(before, after, changed, said)
    for id_ in sorted(changed & asked_texts(new).keys() - after.keys()):
        yield Comparison(id=id_, comparable="no")


def _of_questions(
    before: Mapping[str, str], after: Mapping[str, str], changed: set[str], said: set[str]
) -> Iterator[Comparison]:
    for id_ in dict.fromkeys((*after, *before)):
        if id_ not in before or id_ not in after:
            yield Comparison(id=id_, comparable="gone" if id_ in before else "new")
        elif {id_, after[id_]} & changed:
            yield Comparison(id=id_, comparable="no")
        else:
            is_reworded = not said.isdisjoint({id_, after[id_]} - {""})
            yield Comparison(id=id_, comparable="reworded" if is_reworded else "yes")


def _questions(model: Model[Text]) -> dict[str, str]:
    """Return the id of each question with the id of its scale."""
    return {
        item.id: item.scale if isinstance(item, ScaleQuestion) else ""
        for item in model.items()
        if isinstance(item, ScaleQuestion | OpenQuestion)
    }
