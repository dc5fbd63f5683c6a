"""Edits of meaning are told from edits of wording, on the shipped content and over releases."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.support.content import shipped_model
from toimintamalli import AnswerSheet, Keyed, Language, Ledger, Model, Text, Theme, migrate
from toimintamalli.changes import Changes, find_changes
from toimintamalli.model.identity import update_ledger
from toimintamalli.model.ids import Version
from toimintamalli.model.ledger import LedgerEntry
from toimintamalli.model.view import map_texts
from toimintamalli.model.vocabulary import Scale, ScaleLabel

FI, EN, SV = Language("fi"), Language("en"), Language("sv")
Edit = Callable[[Model[Text]], Model[Text]]
SCALE = "poorly-well-5"
ASKED = "prerequisites.question.roles-known"
OTHER = "prerequisites.question.contact-works"
REACH = "agreed-measures.measures-1.reach"


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


def say(old: str, new: str, language: Language) -> Edit:
    """Return an edit of the one text that holds some words."""

    def edit(model: Model[Text]) -> Model[Text]:
        found: list[Text] = []

        def changed(text: Text) -> Text:
            if old not in text.get(language, ""):
                return text
            found.append(text)
            return Text({**text, language: text[language].replace(old, new)})

        made = map_texts(model, changed)
        assert found, old
        return made

    return edit


def with_theme(model: Model[Text], theme: Theme[Text]) -> Model[Text]:
    themes = (theme if each.id == theme.id else each for each in model.themes)
    return model.model_copy(update={"themes": Keyed(themes)})


def of_question(field: str, value: object) -> Edit:
    def edit(model: Model[Text]) -> Model[Text]:
        theme = model.themes[ASKED.partition(".")[0]]
        questions = (
            question.model_copy(update={field: value}) if question.id == ASKED else question
            for question in theme.questions
        )
        return with_theme(model, theme.model_copy(update={"questions": Keyed(questions)}))

    return edit


def of_scale(change: Callable[[Scale[Text]], dict[str, object]]) -> Edit:
    def edit(model: Model[Text]) -> Model[Text]:
        scales = (
            scale.model_copy(update=change(scale)) if scale.id == SCALE else scale
            for scale in model.scales
        )
        return model.model_copy(update={"scales": Keyed(scales)})

    return edit


def _reversed_labels(scale: Scale[Text]) -> dict[str, object]:
    first, last = scale.labels[0], scale.labels[-1]
    return {"labels": Keyed((_saying(first, last.text), _saying(last, first.text)))}


def _saying(label: ScaleLabel[Text], text: Text) -> ScaleLabel[Text]:
    return label.model_copy(update={"text": text})


def reverse_in_swedish(scale: Scale[Text]) -> dict[str, object]:
    first, last = scale.labels[0], scale.labels[-1]
    swapped = (
        _saying(first, Text({**first.text, SV: last.text[SV]})),
        _saying(last, Text({**last.text, SV: first.text[SV]})),
    )
    return {"labels": Keyed(swapped)}


def swap_prompts(model: Model[Text]) -> Model[Text]:
    theme = model.themes[ASKED.partition(".")[0]]
    texts = {ASKED: theme.questions[OTHER].text, OTHER: theme.questions[ASKED].text}
    questions = (
        question.model_copy(update={"text": texts.get(question.id, question.text)})
        for question in theme.questions
    )
    return with_theme(model, theme.model_copy(update={"questions": Keyed(questions)}))


def swap_reaches(model: Model[Text]) -> Model[Text]:
    first, last = model.reaches
    titles = {first.id: last.title, last.id: first.title}
    reaches = (reach.model_copy(update={"title": titles[reach.id]}) for reach in model.reaches)
    return model.model_copy(update={"reaches": Keyed(reaches)})


QUESTION_FI = shipped_model().themes["prerequisites"].questions[ASKED].text[FI]
QUESTION_EN = shipped_model().themes["prerequisites"].questions[ASKED].text[EN]
QUESTION_SV = shipped_model().themes["prerequisites"].questions[ASKED].text[SV]
OF_MEANING: dict[str, tuple[Edit, str, str]] = {
    "labels of a scale reversed": (of_scale(_reversed_labels), SCALE, "labels"),
    "labels reversed in Swedish only": (of_scale(reverse_in_swedish), SCALE, "labels"),
    "values of a scale": (of_scale(lambda _: {"values": (1, 3, 5)}), SCALE, "values"),
    "choices change places": (swap_reaches, REACH, "options"),
    "another group": (of_question("group", None), ASKED, "group"),
    "others are asked": (of_question("audience", ("ohs",)), ASKED, "audience"),
    "another reach": (of_question("reach", ("individual",)), ASKED, "reach"),
    "questions change places": (swap_prompts, ASKED, "prompt"),
    "a question asks the opposite": (
        say(QUESTION_EN, QUESTION_EN.replace("?", " or not at all?"), EN), ASKED, "prompt",
    ),
    "another question in one language": (
        say(QUESTION_SV, "Hur många möten hålls varje vecka?", SV), ASKED, "prompt",
    ),
}  # fmt: skip
OF_WORDING: dict[str, Edit] = {
    "a full stop": say(QUESTION_FI, QUESTION_FI.rstrip("?") + "…?", FI),
    "a word more": say(QUESTION_FI, "Arvioikaa yhdessä: " + QUESTION_FI, FI),
    "small letters": say(QUESTION_EN, QUESTION_EN.lower(), EN),
    "a word in front": say(QUESTION_SV, "Alltså: " + QUESTION_SV, SV),
    "a slip mended": say(QUESTION_EN, QUESTION_EN.replace("e", "ee", 1), EN),
    "a mark": say(QUESTION_SV, QUESTION_SV.replace("?", " ?"), SV),
    "a label said longer": of_scale(
        lambda scale: {
            "labels": Keyed(
                _saying(label, Text({**label.text, EN: f"{label.text[EN]}, we think"}))
                for label in scale.labels
            )
        }
    ),
    "the title of a theme": say(
        shipped_model().themes[0].title[EN], "First of all, the basics", EN
    ),
    "an explanation written anew": say(
        shipped_model().themes[0].notes[0].text[FI], "Lyhyesti.", FI
    ),
    "the name of a party": say(shipped_model().parties[1].title[EN], "Occupational health", EN),
}


@pytest.mark.parametrize("name", OF_MEANING)
def test_an_edit_of_meaning_is_found_and_asks_for_a_major_version(
    model: Model[Text], name: str
) -> None:
    edit, id_, field = OF_MEANING[name]

    found = find_changes(model, edit(model))

    assert (id_, field) in {(meant.id, meant.field) for meant in found.meant}
    assert found.bump == "major"
    comparable = {question.id: question.comparable for question in found.questions}
    told = [str(item.id) for item in model.items() if getattr(item, "scale", "") == id_] or [id_]
    assert {comparable[each] for each in told} == {"no"}


@pytest.mark.parametrize("name", OF_WORDING)
def test_an_edit_of_wording_means_nothing_else(model: Model[Text], name: str) -> None:
    found = find_changes(model, OF_WORDING[name](model))

    assert found.meant == ()
    assert found.bump == "patch"
    assert {question.comparable for question in found.questions} <= {"yes", "reworded"}


def test_a_question_is_reworded_where_its_scale_is(model: Model[Text]) -> None:
    found = find_changes(model, OF_WORDING["a label said longer"](model))
    comparable = {question.id: question.comparable for question in found.questions}
    assert comparable[ASKED] == "reworded"


# --- over releases -------------------------------------------------------------------------------


def without(*ids: str) -> Edit:
    def edit(model: Model[Text]) -> Model[Text]:
        theme = model.themes["prerequisites"]
        practices = (practice for practice in theme.practices if practice.id not in ids)
        return with_theme(model, theme.model_copy(update={"practices": Keyed(practices)}))

    return edit


def renamed(old: str, new: str) -> Edit:
    def edit(model: Model[Text]) -> Model[Text]:
        theme = model.themes["prerequisites"]
        practices = (
            practice.model_copy(update={"id": new}) if practice.id == old else practice
            for practice in theme.practices
        )
        return with_theme(model, theme.model_copy(update={"practices": Keyed(practices)}))

    return edit


def released(model: Model[Text], version: str, replaced: dict[str, tuple[str, ...]]) -> Model[Text]:
    """Return a model as `release` leaves it, with what an editor wrote into the ledger."""
    new = model.model_copy(update={"version": Version(version)})
    entries = (
        entry.model_copy(update={"replaced_by": replaced[entry.id]})
        if entry.id in replaced
        else entry
        for entry in update_ledger(model.ledger, new).entries
    )
    return new.model_copy(update={"ledger": Ledger(entries=Keyed[LedgerEntry](entries))})


@pytest.fixture(scope="module")
def releases(model: Model[Text]) -> list[Model[Text]]:
    """Five releases: a practice renamed, two merged, one split, labels reversed."""
    first, second, third, fourth, *_ = model.themes["prerequisites"].practices.ids
    steps: list[tuple[Edit, dict[str, tuple[str, ...]]]] = [
        (lambda each: each, {}),
        (renamed(first, f"{first}-x"), {first: (f"{first}-x",)}),
        (without(second), {second: (third,)}),
        (without(fourth), {fourth: (third, f"{first}-x")}),
        (of_scale(_reversed_labels), {}),
    ]
    made = [model]
    for number, (edit, replaced) in enumerate(steps, 1):
        made.append(released(edit(made[-1]), f"{number}.0.0", replaced))
    return made[1:]


def test_each_release_tells_what_becomes_of_answers(releases: list[Model[Text]]) -> None:
    steps = [find_changes(*pair) for pair in pairwise(releases)]
    first, second, third, fourth, *_ = releases[0].themes["prerequisites"].practices.ids
    fates = [
        [(named.id, named.answers, named.replaced_by) for named in step.removed] for step in steps
    ]

    assert fates == [
        [(first, "moved", (f"{first}-x",))],
        [(second, "first", (third,))],
        [(fourth, "kept", (third, f"{first}-x"))],
        [],
    ]
    assert [step.bump for step in steps] == ["major"] * 4
    assert all(question.comparable == "yes" for question in steps[0].questions)


def test_the_first_and_the_last_release_tell_the_same_at_once(releases: list[Model[Text]]) -> None:
    found = find_changes(releases[0], releases[-1])
    first, second, third, fourth, *_ = releases[0].themes["prerequisites"].practices.ids

    assert {named.id: (named.answers, named.replaced_by) for named in found.removed} == {
        first: ("moved", (f"{first}-x",)),
        second: ("first", (third,)),
        fourth: ("kept", (third, f"{first}-x")),
    }
    assert {meant.field for meant in found.meant} == {"labels"}


def test_answers_to_the_first_release_fare_as_the_changes_say(releases: list[Model[Text]]) -> None:
    old, new = releases[0], releases[-1]
    found: Changes = find_changes(old, new)
    ticked = {"kind": "check", "value": True}
    sheet = AnswerSheet.model_validate(
        {
            "model": old.id,
            "content_version": "1.0.0",
            "language": "fi",
            "answers": {named.id: ticked for named in found.removed},
        }
    )

    moved = migrate(sheet, new.ledger)

    assert set(moved.answers) == {
        named.replaced_by[0] for named in found.removed if named.answers in ("moved", "first")
    }
    assert set(moved.unrecognised) == {
        f"/answers/{named.id}" for named in found.removed if named.answers == "kept"
    }
