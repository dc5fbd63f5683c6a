"""An outline with a block of every kind and a place of every kind, made from their types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final, Literal, assert_never, get_args, get_origin

from pydantic import BaseModel

from toimintamalli.model.ids import Language, Slug
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.kinds import KINDS
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
    Option,
    OutlineBlock,
    OutlineField,
    OutlineSection,
    PathBlock,
    Profile,
    QuestionsBlock,
    ScalesBlock,
    TableBlock,
    TextBlock,
)
from toimintamalli.model.text import Text

Per = Literal["workbook", "theme", "party"]
_OPTIONS: Final = 3
_ROWS: Final = 2


class Outline:
    """One section for the workbook, one for each theme and one for each party."""

    def __init__(self, language: Language) -> None:
        self._text = Text({language: "-"})

    def sections(self) -> Keyed[OutlineSection[Text]]:
        """Return the sections, each with the blocks that can stand in it."""
        return Keyed(self._section(per) for per in get_args(Per))

    def profiles(self) -> Keyed[Profile[Text]]:
        """Return a workbook of everything, one for small workplaces, and sheets of the themes."""
        every = tuple(Slug(f"by-{per}") for per in get_args(Per))
        kinds: Mapping[str, tuple[tuple[Slug, ...], dict[str, object]]] = {
            "whole-book": (every, {"default": True, "whole": True}),
            "little-book": (every, {"small_workplace": True}),
            "sheets": ((Slug("by-theme"),), {"one_per": "theme"}),
        }
        return Keyed(
            Profile[Text](
                id=Slug(id_),
                sections=sections,
                pages=200,
                title=self._text,
                purpose=self._text,
            ).model_copy(update=use)
            for id_, (sections, use) in kinds.items()
        )

    def _section(self, per: Per) -> OutlineSection[Text]:
        blocks = (block for block in self._blocks() if per in homes_of(block))
        return OutlineSection.model_construct(
            id=Slug(f"by-{per}"), per=per, minutes=10, blocks=Keyed(blocks), title=self._text
        )

    def _blocks(self) -> Iterator[OutlineBlock[Text]]:
        """Yield a block of each kind, with each value of whatever it chooses between."""
        for kind in get_args(OutlineBlock):
            name = str(get_args(kind.model_fields["kind"].annotation)[0])
            chosen = {
                field: get_args(about.annotation)
                for field, about in kind.model_fields.items()
                if get_origin(about.annotation) is Literal
            }
            for number, values in enumerate(product(*chosen.values()), 1):
                own = dict(zip(chosen, values, strict=True))
                yield kind.model_construct(**self._filled(kind, Slug(f"{name}-{number}")), **own)

    def _filled(self, kind: type[BaseModel], id_: Slug) -> dict[str, object]:
        """Return what a block of a kind has to have."""
        samples: dict[str, object] = {
            "id": id_,
            "title": self._text,
            "text": self._text,
            "description": self._text,
            "advice": self._text,
            "fields": Keyed(self._fields()),
            "count": _ROWS,
            "beside": True,
        }
        return {name: value for name, value in samples.items() if name in kind.model_fields}

    def _fields(self) -> Iterator[OutlineField[Text]]:
        """Yield a field of each kind, with choices of its own and from each vocabulary."""
        options = Keyed(
            Option[Text](id=Slug(f"option-{number}"), text=self._text)
            for number in range(1, _OPTIONS + 1)
        )
        vocabularies = get_args(get_args(OutlineField.model_fields["options_from"].annotation)[0])
        for kind in get_args(OutlineField.model_fields["kind"].annotation):
            if not KINDS[kind].is_offered:
                yield OutlineField[Text](id=Slug(kind), kind=kind, lines=2, prompt=self._text)
                continue
            yield OutlineField[Text](
                id=Slug(f"{kind}-own"), kind=kind, options=options, prompt=self._text
            )
            for name in vocabularies:
                id_ = Slug(f"{kind}-{name.replace('_', '-')}")
                yield OutlineField[Text](id=id_, kind=kind, options_from=name, prompt=self._text)


def homes_of(block: OutlineBlock[Text]) -> tuple[Per, ...]:
    """Return in which sections a block can stand so that each place is there once."""
    match block:
        case ItemsBlock() | QuestionsBlock() | ChecklistBlock():
            return ("theme",)
        case ScalesBlock():
            return ("workbook", "party")
        case FieldsBlock() | CardsBlock() | TableBlock():
            return ("workbook", "party")
        case TextBlock():
            return get_args(Per)
        case AboutBlock() | PathBlock() | AgendaBlock() | DefinitionsBlock() | ContentsBlock():
            return ("workbook",)
        case AgainBlock():
            return ()
        case _:
            assert_never(block)
