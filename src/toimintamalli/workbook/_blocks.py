"""How each kind of block in the outline becomes a block of the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any, assert_never

from toimintamalli.model.ids import PartyId
from toimintamalli.model.item import Example, OpenQuestion, Pitfall, Practice, ScaleQuestion
from toimintamalli.model.outline import (
    AboutBlock,
    AgainBlock,
    AgendaBlock,
    CardsBlock,
    ChecklistBlock,
    ContentsBlock,
    DefinitionsBlock,
    FieldsBlock,
    ItemsBlock,
    OutlineBlock,
    PathBlock,
    QuestionsBlock,
    ScalesBlock,
    TableBlock,
    TextBlock,
)
from toimintamalli.model.text import LocalizedText
from toimintamalli.model.theme import Theme
from toimintamalli.model.vocabulary import Scale, Source, Term
from toimintamalli.workbook import block as tree
from toimintamalli.workbook._scope import Scope, suits
from toimintamalli.workbook.place import Choice, Place

L = LocalizedText


def resolve_block(scope: Scope, block: OutlineBlock[L]) -> Iterator[tree.Block]:  # noqa: C901, PLR0911, PLR0912 -- one case a kind of block, so that none is forgotten
    """Return what a block of the outline becomes: one or more, none where it would be empty."""
    match block:
        case TextBlock():
            return _text(scope, block)
        case AboutBlock():
            return _about(scope, block)
        case PathBlock():
            return _path(scope, block)
        case AgendaBlock():
            return _agenda(scope, block)
        case ItemsBlock():
            return _items(scope, block)
        case ScalesBlock():
            return _scales(scope, block)
        case QuestionsBlock():
            return _questions(scope, block)
        case ChecklistBlock():
            return _checklist(scope, block)
        case FieldsBlock():
            return _fields(scope, block)
        case CardsBlock() | TableBlock():
            return _rows(scope, block)
        case DefinitionsBlock():
            return _definitions(scope, block)
        case ContentsBlock():
            return _contents(scope, block)
        case AgainBlock():
            return _again(scope, block)
        case _:
            assert_never(block)


def _anchor(scope: Scope, block: str) -> str:
    return f"{scope.key}.{block}"


def _text(scope: Scope, block: TextBlock[L]) -> Iterator[tree.Block]:
    if block.only_with is None or block.only_with in scope.profile.sections:
        yield tree.Prose(id=_anchor(scope, block.id), style=block.style, text=block.text)


def _about(scope: Scope, block: AboutBlock) -> Iterator[tree.Block]:
    text: LocalizedText = getattr(scope.model, block.of)
    yield tree.Prose(id=_anchor(scope, block.id), style="body", text=text)


def _path(scope: Scope, block: PathBlock[L]) -> Iterator[tree.Block]:
    stops = (
        tree.Stop(theme=theme.id, number=theme.number, title=theme.title, heading=theme.heading)
        for theme in scope.model.themes
    )
    yield tree.Path(
        id=_anchor(scope, block.id),
        title=block.title,
        description=block.description,
        stops=tuple(stops),
    )


def _agenda(scope: Scope, block: AgendaBlock[L]) -> Iterator[tree.Block]:
    sections = (scope.model.sections[id_] for id_ in scope.profile.sections)
    rows = tuple(
        tree.AgendaRow(section=section.id, title=section.title, minutes=section.minutes)
        for section in sections
        if section.minutes and suits(section.workplaces, scope.workplaces)
    )
    yield tree.Agenda(
        id=_anchor(scope, block.id),
        title=block.title,
        rows=rows,
        minutes=sum(row.minutes for row in rows),
    )


def _items(scope: Scope, block: ItemsBlock[L]) -> Iterator[tree.Block]:
    items = [item for theme in scope.own_themes for item in scope.chosen(getattr(theme, block.of))]
    if items:
        yield tree.Items(
            id=_anchor(scope, block.id),
            of=block.of,
            title=block.title,
            entries=tuple(_entry(scope, item) for item in items),
        )


def _entry(scope: Scope, item: Any) -> tree.Entry:  # noqa: ANN401 -- any item with a text: there is no common type for "has a text"
    return tree.Entry(
        item=item.id,
        number=item.number,
        title=item.title if isinstance(item, Example) else None,
        text=item.text,
        chain=tuple(scope.told(link) for link in item.chain) if isinstance(item, Example) else (),
        ours=item.origin == "ours",
    )


def _scales(scope: Scope, block: ScalesBlock[L]) -> Iterator[tree.Block]:
    asked = [question for theme in scope.own_themes for question in _scaled(scope, theme)]
    for scale in scope.model.scales:
        places = tuple(
            _scale_place(scope, block, scale, question)
            for question in asked
            if question.scale == scale.id
        )
        if places:
            yield tree.Asking(
                id=_anchor(scope, f"{block.id}.{scale.id}"),
                layout="scales",
                name=block.id,
                title=block.title,
                beside=tuple(p.title for p in scope.model.parties) if block.beside else (),
                groups=(tree.Group(places=places),),
            )


def _scaled(scope: Scope, theme: Theme[L]) -> Iterator[ScaleQuestion[L]]:
    chosen = scope.chosen(theme.questions)
    return (question for question in chosen if isinstance(question, ScaleQuestion))


def _scale_place(
    scope: Scope, block: ScalesBlock[L], scale: Scale[L], question: ScaleQuestion[L]
) -> Place:
    id_ = scope.viewed(question.id, block.view)
    return Place(
        id=id_,
        kind="scale",
        prompt=question.text,
        number=question.number,
        item=question.id,
        party=scope.party.id if scope.party else None,
        choices=_values(scale),
        ours=question.origin == "ours",
        earlier=tuple(scope.earlier(id_, ())),
    )


def _values(scale: Scale[L]) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, label=scale.label(value)) for value in scale.values)


def _questions(scope: Scope, block: QuestionsBlock[L]) -> Iterator[tree.Block]:
    for theme in scope.own_themes:
        groups = tuple(_question_groups(scope, block, theme))
        if groups:
            yield tree.Asking(
                id=_anchor(scope, f"{block.id}.{theme.id}"),
                layout="questions",
                name=block.id,
                title=block.title,
                lead=theme.lead,
                groups=groups,
            )


def _question_groups(
    scope: Scope, block: QuestionsBlock[L], theme: Theme[L]
) -> Iterator[tree.Group]:
    chosen = scope.chosen(theme.questions)
    asked = [question for question in chosen if isinstance(question, OpenQuestion)]
    for group, questions in groupby(asked, key=lambda question: question.group):
        places = (_question_place(scope, block, question) for question in questions)
        title = theme.groups[group].title if group else None
        yield tree.Group(title=title, places=tuple(places))


def _question_place(scope: Scope, block: QuestionsBlock[L], question: OpenQuestion[L]) -> Place:
    id_ = scope.viewed(question.id)
    return Place(
        id=id_,
        kind="text",
        prompt=question.text,
        number=question.number,
        item=question.id,
        party=scope.party.id if scope.party else None,
        lines=block.lines,
        ours=question.origin == "ours",
        earlier=tuple(scope.earlier(id_, ())),
    )


def _checklist(scope: Scope, block: ChecklistBlock[L]) -> Iterator[tree.Block]:
    for theme in scope.own_themes:
        items: Iterable[Practice[L] | Pitfall[L]] = getattr(theme, block.of)
        groups = tuple(_checklist_groups(scope, scope.chosen(items)))
        if groups:
            yield tree.Asking(
                id=_anchor(scope, f"{block.id}.{theme.id}"),
                layout="checklist",
                name=block.id,
                title=block.title,
                lead=block.advice,
                of=block.of,
                groups=groups,
            )


def _checklist_groups(
    scope: Scope, items: Iterable[Practice[L] | Pitfall[L]]
) -> Iterator[tree.Group]:
    grouped: dict[tuple[PartyId, ...], list[Place]] = {}
    for item in items:
        grouped.setdefault(item.audience, []).append(_checklist_place(scope, item))
    # What speaks to everybody comes first, then the parties in the model's order.
    for audience in sorted(grouped, key=lambda parties: (-len(parties), _rank(scope, parties))):
        yield tree.Group(
            audience=audience, title=_for_whom(scope, audience), places=tuple(grouped[audience])
        )


def _rank(scope: Scope, audience: tuple[PartyId, ...]) -> tuple[int, ...]:
    return tuple(scope.model.parties.ids.index(party) for party in audience)


def _for_whom(scope: Scope, audience: tuple[PartyId, ...]) -> LocalizedText:
    if set(audience) == set(scope.model.parties.ids):
        return scope.word("audience-all")
    titles = [scope.model.parties[party].title for party in audience]
    first = titles[0]
    # One tag for all of them: parties are translated together or not at all.
    return LocalizedText(
        ", ".join(title.string for title in titles), first.language, first.fallback
    )


def _checklist_place(scope: Scope, item: Practice[L] | Pitfall[L]) -> Place:
    reasons = (reason.text for reason in item.reasons) if isinstance(item, Pitfall) else ()
    return Place(
        id=scope.viewed(item.id),
        kind="check",
        prompt=item.text,
        number=item.number,
        item=item.id,
        party=scope.party.id if scope.party else None,
        reasons=tuple(reasons),
        ours=item.origin == "ours",
    )


def _fields(scope: Scope, block: FieldsBlock[L]) -> Iterator[tree.Block]:
    places = tuple(scope.place(block.id, field) for field in block.fields)
    yield tree.Asking(
        id=_anchor(scope, block.id),
        layout="fields",
        name=block.id,
        title=block.title,
        groups=(tree.Group(places=places),),
    )


def _rows(scope: Scope, block: CardsBlock[L] | TableBlock[L]) -> Iterator[tree.Block]:
    rows = enumerate(scope.rows(block), 1)
    yield tree.Asking(
        id=_anchor(scope, block.id),
        layout=block.kind,
        name=block.id,
        continues=block.continues,
        title=block.title,
        groups=tuple(tree.Group(number=number, places=places) for number, places in rows),
    )


def _definitions(scope: Scope, block: DefinitionsBlock[L]) -> Iterator[tree.Block]:
    collection = scope.roles if block.of == "roles" else getattr(scope.model, block.of)
    entries = tuple(map(_definition, collection))
    if entries:
        yield tree.Definitions(
            id=_anchor(scope, block.id), of=block.of, title=block.title, entries=entries
        )


def _definition(thing: Any) -> tree.Definition:  # noqa: ANN401 -- a role, a concept, a term or a source
    match thing:
        case Term():
            return tree.Definition(id=thing.id, term=thing.term, text=thing.definition)
        case Source():
            return tree.Definition(
                id=thing.id, term=thing.title, text=thing.taken, link=thing.url, seen=thing.seen
            )
        case _:
            return tree.Definition(id=thing.id, term=thing.title, text=thing.description)


def _again(scope: Scope, block: AgainBlock) -> Iterator[tree.Block]:
    section, _, name = block.block.partition(".")
    if section in scope.profile.sections or not scope.is_first:
        return  # Each place stands in a workbook once.
    theirs = scope.model.sections[section]
    if not isinstance(again := theirs.blocks[name], AgainBlock):
        yield from resolve_block(replace(scope, section=theirs, theme=None, party=None), again)


def _contents(scope: Scope, block: ContentsBlock[L]) -> Iterator[tree.Block]:
    # Its rows are the workbook's sections, which are all known only at the end.
    yield tree.Contents(id=_anchor(scope, block.id), title=block.title, rows=())
