"""The workbook tree: what each profile holds, for whom, and the ids of its places."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest
from tests.support.content import edit, shipped_model, write_content, write_translated_content

from toimintamalli import Language, LocalizedText, Model, Occasion, Request, Text, load, resolve
from toimintamalli.errors import UnknownName
from toimintamalli.model.ids import Date, PartyId, Slug, ThemeId
from toimintamalli.workbook.block import Agenda, Asking, Block, Layout
from toimintamalli.workbook.block import Path as PathBlock
from toimintamalli.workbook.tree import Section, Workbook, places_of

FI, EN, SE = Language("fi"), Language("en"), Language("se")
SNAPSHOTS: Final = Path(__file__).with_name("snapshots")
PROFILES: Final = ("meeting", "complete", "theme", "small-workplace", "feedback")


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


@pytest.fixture
def herd(tmp_path: Path) -> Model[Text]:
    return load(write_content(tmp_path))


def workbook(
    model: Model[Text], profile: str = "meeting", language: Language = FI, **asked: object
) -> Workbook:
    return resolve(model, Request.model_validate({"profile": profile, **asked}), language)


def section(book: Workbook, key: str) -> Section:
    return next(each for each in book.sections if each.key == key)


def outline(book: Workbook) -> dict[str, dict[str, list[str]]]:
    """Return section → block and its kind → places."""
    return {
        each.key: {f"{look(b)} {b.id}": [place.id for place in places_of(b)] for b in each.blocks}
        for each in book.sections
    }


def look(block: Block) -> str:
    return block.layout if isinstance(block, Asking) else block.kind


def asking(parts: Iterable[Section], layout: Layout) -> list[Asking]:
    found = (block for part in parts for block in part.blocks)
    return [each for each in found if isinstance(each, Asking) and each.layout == layout]


def blocks(book: Workbook, kind: type[Block]) -> list[Block]:
    return [block for part in book.sections for block in part.blocks if isinstance(block, kind)]


# --- the shipped workbooks -----------------------------------------------------------------------


@pytest.mark.parametrize("profile", PROFILES)
def test_a_workbook_has_the_sections_blocks_and_places_that_were_reviewed(
    model: Model[Text], profile: str
) -> None:
    """After a wanted change: look at the difference, then copy what the failure shows."""
    reviewed = json.loads((SNAPSHOTS / f"{profile}.json").read_text(encoding="utf-8"))

    assert outline(workbook(model, profile)) == reviewed


@pytest.mark.parametrize("profile", PROFILES)
def test_every_place_has_an_id_of_its_own_that_word_can_keep(
    model: Model[Text], profile: str
) -> None:
    ids = Counter(place.id for place in workbook(model, profile).places())

    assert set(ids.values()) == {1}
    assert max(map(len, ids)) <= 64


@pytest.mark.parametrize("profile", PROFILES)
def test_a_workbook_has_the_same_places_in_every_language(model: Model[Text], profile: str) -> None:
    assert outline(workbook(model, profile, FI)) == outline(workbook(model, profile, EN))


def test_the_agenda_of_the_meeting_takes_ninety_minutes(model: Model[Text]) -> None:
    agenda = blocks(workbook(model), Agenda)[0]

    assert isinstance(agenda, Agenda)
    assert [row.minutes for row in agenda.rows] == [5, 15, 40, 25, 5]
    assert agenda.minutes == 90


def test_without_a_profile_the_first_one_is_made(model: Model[Text]) -> None:
    assert resolve(model, Request(), FI).profile == next(iter(model.profiles)).id


def test_each_party_answers_every_scale_question_beforehand(model: Model[Text]) -> None:
    asked = [item.id for item in model.items() if getattr(item, "kind", "") == "scale"]
    for party in model.parties:
        places = [p for b in section(workbook(model), f"pre-task.{party.id}").blocks
                  for p in places_of(b)]  # fmt: skip
        assert [place.id for place in places] == [f"{each}@{party.id}" for each in asked]
        assert {str(place.party) for place in places} == {party.id}


def test_both_views_stand_beside_the_joint_one(model: Model[Text]) -> None:
    views = asking([section(workbook(model), "where-we-are")], "scales")

    assert [text.string for text in views[0].beside] == [party.title[FI] for party in model.parties]
    assert not any("@" in place.id for place in views[0].places)


def test_no_place_asks_for_a_name_or_anyones_health(model: Model[Text]) -> None:
    asked = [
        place.prompt.string.lower()
        for profile in PROFILES
        for place in workbook(model, profile).places()
        if place.item is None
    ]

    assert asked
    assert not [each for each in asked if each.startswith(("nimi", "kenen terve"))]


# --- narrowing -----------------------------------------------------------------------------------


def test_only_the_themes_that_were_asked_for_have_a_sheet_in_the_order_of_the_path(
    model: Model[Text],
) -> None:
    book = workbook(model, themes=("succeed-together", "plan-ahead"))

    sheets = [each.theme for each in book.sections if each.id == "theme-sheet"]
    items = {str(place.item).split(".")[0] for place in book.places() if place.item}
    assert sheets == ["plan-ahead", "succeed-together"]
    assert items == {"plan-ahead", "succeed-together"}


def test_the_picture_of_the_path_shows_every_theme(model: Model[Text]) -> None:
    path = blocks(workbook(model, themes=("plan-ahead",)), PathBlock)[0]

    assert isinstance(path, PathBlock)
    assert [stop.theme for stop in path.stops] == list(model.themes.ids)


def test_a_workbook_of_one_party_has_the_task_of_that_party_only(model: Model[Text]) -> None:
    book = workbook(model, occasion=Occasion(party=PartyId("ohs")))

    assert [each.party for each in book.sections if each.id == "pre-task"] == ["ohs"]


def test_a_small_workplace_chooses_among_its_own_roles(model: Model[Text]) -> None:
    def offered(profile: str) -> set[object]:
        keeper = next(
            p for p in workbook(model, profile).places() if p.id == "cover.keeping.keeper"
        )
        return {choice.value for choice in keeper.choices}

    small = {role.id for role in model.roles if role.small_workplace}
    assert offered("small-workplace") == small < offered("meeting") == set(model.roles.ids)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"profile": "metting"}, "profile"),
        ({"themes": (ThemeId("plan-ahed"),)}, "theme"),
        ({"workplaces": ("remot",)}, "tag"),
    ],
)
def test_what_the_model_does_not_have_is_refused(
    model: Model[Text], asked: dict[str, object], kind: str
) -> None:
    with pytest.raises(UnknownName) as problem:
        resolve(model, Request.model_validate(asked), FI)

    assert problem.value.facts["kind"] == kind
    assert problem.value.facts["suggestion"] in {"meeting", "plan-ahead", "remote"}


def test_a_small_workplace_has_one_scale_question_and_a_few_practices_a_theme(
    model: Model[Text],
) -> None:
    book = workbook(model, "small-workplace")
    themes = Counter(
        place.item.partition(".")[0]
        for each in book.sections
        if each.id == "where-we-are-small"
        for block in each.blocks
        for place in places_of(block)
        if place.item
    )
    assert themes == Counter(model.themes.ids)
    for each in book.sections:
        if each.id == "theme-sheet-small":
            ticks = [p for block in each.blocks for p in places_of(block) if p.kind == "check"]
            assert 3 <= len(ticks) <= 5


@pytest.mark.parametrize(("profile", "minutes"), [("meeting", 90), ("small-workplace", 60)])
def test_a_meeting_keeps_to_its_time(model: Model[Text], profile: str, minutes: int) -> None:
    sections = (model.sections[slug] for slug in model.profiles[profile].sections)
    assert sum(each.minutes for each in sections) <= minutes


@pytest.mark.parametrize("profile", ["meeting", "small-workplace"])
def test_a_workbook_tells_to_send_the_pre_task_only_where_it_has_one(
    model: Model[Text], profile: str
) -> None:
    book = workbook(model, profile)
    told = any(b.id == "facilitator-page.send-pre-task" for p in book.sections for b in p.blocks)
    assert told == any(part.id == "pre-task" for part in book.sections)


def shown(book: Workbook) -> set[str]:
    return {
        place.item or place.id
        for part in book.sections
        for b in part.blocks
        for place in places_of(b)
    } | {part.key for part in book.sections}


def test_a_workbook_for_a_kind_of_workplace_leaves_out_what_is_for_others(
    model: Model[Text],
) -> None:
    item = "plan-ahead.practice.agree-work-ability-support"
    assert item in shown(workbook(model))
    assert item in shown(workbook(model, workplaces=["small", "remote"]))
    assert item not in shown(workbook(model, workplaces=["remote"]))
    for every in (shown(workbook(model)), shown(workbook(model, workplaces=["remote"]))):
        assert "plan-ahead.practice.experiment" in every


@pytest.mark.parametrize(("workplaces", "there"), [([], True), (["entrepreneur"], True),
                                                  (["public-sector"], False)])  # fmt: skip
def test_only_where_there_is_an_entrepreneur_does_the_meeting_talk_of_one(
    model: Model[Text], workplaces: list[str], *, there: bool
) -> None:
    book = workbook(model, "small-workplace", workplaces=workplaces)
    agenda = next(block for block in blocks(book, Agenda) if isinstance(block, Agenda))
    assert ("own-well-being" in shown(book)) == there
    assert any(row.section == "own-well-being" for row in agenda.rows) == there


# --- occasion and languages ----------------------------------------------------------------------


def test_the_occasion_fills_in_what_is_known(herd: Model[Text]) -> None:
    occasion = Occasion(organisation="Eallu", date=Date("2026-12-01"))
    given = {str(p.id): p.given for p in workbook(herd, language=SE, occasion=occasion).places()}

    assert given["start.where.place"] == "Eallu"
    assert given["start.where.day"] == "2026-12-01"


def test_what_is_not_known_stays_blank(herd: Model[Text]) -> None:
    assert {place.given for place in workbook(herd, language=SE).places()} == {""}


def test_a_text_that_stands_in_for_a_translation_says_so(tmp_path: Path) -> None:
    folder = write_translated_content(tmp_path)
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")

    book = workbook(load(folder), language=Language("nb"))

    wait = next(place for place in book.places() if place.item == "herd.practice.wait")
    talk = next(place for place in book.places() if place.item == "herd.practice.talk")
    assert wait.prompt == LocalizedText("Vurdet.", SE, fallback=True)
    assert talk.prompt == LocalizedText("Ságastallet.", Language("nb"))


# --- another subject -----------------------------------------------------------------------------


def test_another_subject_has_its_own_parties_scale_and_themes(herd: Model[Text]) -> None:
    book = workbook(herd, language=SE)

    assert [each.key for each in book.sections] == [
        "start", "sheet.herd", "talk.herders", "talk.villages", "talk.buyers",
    ]  # fmt: skip
    scales = asking(book.sections, "scales")
    assert {tuple(c.value for c in scale.choices) for scale in scales} == {(1, 2, 3, 4, 5, 6, 7)}
    assert [label.string for c in scales[0].choices if (label := c.label)] == [
        "hui ráfehis", "hui ráfálaš",
    ]  # fmt: skip


def test_practices_are_grouped_by_whom_they_speak_to_all_of_them_named(herd: Model[Text]) -> None:
    lists = asking(workbook(herd, language=SE).sections, "checklist")

    groups = {group.audience: group.title.string for group in lists[0].groups if group.title}
    assert groups == {
        ("herders", "villages", "buyers"): herd.words["audience-all"].text[SE],
        ("herders", "buyers"): "Boazobargit, Oastit",
        ("villages",): "Siiddat",
    }


def test_a_field_is_named_by_section_block_and_field(herd: Model[Text]) -> None:
    fields = asking(workbook(herd, language=SE).sections, "fields")[0]

    assert [place.id for place in places_of(fields)] == ["start.where.place", "start.where.day"]
    assert Slug("start") in herd.sections


@pytest.mark.parametrize("profile", PROFILES)
def test_whatever_this_project_wrote_says_so(model: Model[Text], profile: str) -> None:
    kinds = ("questions", "practices", "pitfalls")
    items = [item for theme in model.themes for kind in kinds for item in getattr(theme, kind)]
    origins = {item.id: item.origin == "ours" for item in items}
    asked = [place for place in workbook(model, profile).places() if place.item in origins]
    assert {place.id: place.ours for place in asked} == {
        place.id: origins[place.item] for place in asked if place.item
    }
