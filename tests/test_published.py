"""The published data: what tool builders rely on."""

import json
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest
import rfc8785

from tests.support.commands import run
from tests.support.content import edit, shipped_model, write_content, write_translated_content
from toimintamalli import (
    Language,
    Missing,
    Request,
    generate,
    load,
    migrate,
    read_answers,
    resolve,
)
from toimintamalli.errors import MissingText
from toimintamalli.model.ids import ThemeId

CONSUMER: Final = Path(__file__).parent / "node" / "consumer.mjs"
Json = Any
"""What stands in a JSON file; a reader of ours would not know its types either."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_translated_content(tmp_path)


def published(folder: Path, request: Request | None = None) -> dict[str, Json]:
    made = generate("json", load(folder), request)
    return {artifact.path.removeprefix("v1/"): json.loads(artifact.content) for artifact in made}


def at(value: Json, pointer: str) -> Json:
    for step in pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def test_each_file_tells_its_versions_licence_and_source(folder: Path) -> None:
    data = published(folder)
    for name in ("se/model.json", "nb/model.json", "model.json", "index.json"):
        head = {key: data[name][key] for key in ("contentVersion", "licence", "source")}
        assert head == {
            "contentVersion": "1.2.3",
            "licence": "CC0-1.0",
            "source": "https://example.org/elders",
        }


def test_each_text_that_stands_in_for_a_translation_is_pointed_to(folder: Path) -> None:
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")
    edit(
        folder,
        "nb/themes/herd.yaml",
        "    reasons:\n      snow:\n        text: muohta gahččá\n",
        "",
    )

    data = published(folder)

    fallbacks = data["nb/model.json"]["fallbacks"]
    assert {at(data["nb/model.json"], pointer) for pointer in fallbacks} == {
        "Vurdet.", "muohta gahččá",
    }  # fmt: skip
    assert set(fallbacks.values()) == {"se"}
    assert data["se/model.json"]["fallbacks"] == {}


def test_the_file_of_all_languages_has_each_text_in_the_languages_that_it_has(
    folder: Path,
) -> None:
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")

    practices = published(folder)["model.json"]["model"]["themes"][0]["practices"]

    assert [set(practice["text"]) for practice in practices] == [{"se"}, {"se", "nb"}, {"se", "nb"}]


def test_a_missing_translation_is_an_error_if_that_is_asked(folder: Path) -> None:
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")

    with pytest.raises(MissingText):
        published(folder, Request(missing=Missing.ERROR))


def test_the_index_holds_the_digest_of_each_file(folder: Path) -> None:
    made = {artifact.path: artifact.content for artifact in generate("json", load(folder))}
    index = json.loads(made.pop("v1/index.json"))

    assert {f"v1/{each['path']}": each["sha256"] for each in index["files"]} == {
        path: sha256(content).hexdigest() for path, content in made.items()
    }


def test_only_the_languages_and_themes_that_were_asked_for_are_published() -> None:
    request = Request(languages=(Language("en"),), themes=(ThemeId("plan-ahead"),))
    made = {
        artifact.path: artifact.content.decode()
        for artifact in generate("json", shipped_model(), request)
    }

    assert "v1/fi/model.json" not in made
    assert "act-and-develop.practice.involve-personnel" not in made["v1/model.json"]
    assert "Toimi ja kehitä" not in made["v1/model.json"]


def test_a_field_has_one_name_in_json(tmp_path: Path) -> None:
    model = published(write_content(tmp_path))["se/model.json"]["model"]

    assert model["sourceLanguage"] == "se"
    assert "source_language" not in model


def test_letters_stand_as_themselves_and_the_file_ends_with_a_line_break(folder: Path) -> None:
    made = {artifact.path: artifact.content for artifact in generate("json", load(folder))}

    assert "Čoahkkin".encode() in made["v1/se/model.json"]
    assert all(each.endswith(b"}\n") for each in made.values())


# --- workbooks -----------------------------------------------------------------------------------


def test_each_profile_has_its_workbook_with_every_place(folder: Path) -> None:
    model = load(folder)
    data = published(folder)
    for language in model.languages:
        for profile in model.profiles.ids:
            workbook = data[f"{language}/workbook/{profile}.json"]["workbook"]
            request = Request(profile=model.profiles[profile].id)
            places = resolve(model, request, language).places()
            assert list(ids_in(workbook)) == [place.id for place in places]


def ids_in(value: Json) -> Iterator[str]:
    """Yield the id of each place of a workbook."""
    if isinstance(value, dict):
        if {"prompt", "choices"} <= value.keys():
            yield value["id"]
        for each in value.values():
            yield from ids_in(each)
    if isinstance(value, list):
        for each in value:
            yield from ids_in(each)


def test_a_text_of_a_workbook_that_stands_in_is_pointed_to(folder: Path) -> None:
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")

    workbook = published(folder)["nb/workbook/meeting.json"]

    assert {at(workbook, pointer) for pointer in workbook["fallbacks"]} == {"Vurdet."}


# --- translations in doubt -----------------------------------------------------------------------


@pytest.fixture
def recorded(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder whose translations are all in order."""
    edit(folder, "nb/themes/herd.yaml", "text: Vurdet.", "text: Vent.")
    record = ("translations", "record", "--content", str(folder), "--language", "nb")
    assert run(*record, capsys=capsys).status == 0
    assert in_doubt(published(folder)["nb/model.json"]["doubts"]) == {}
    return folder


def in_doubt(doubts: Json) -> Json:
    """Return the doubts but for those about the many texts that our sample has not translated."""
    return {pointer: why for pointer, why in doubts.items() if why != "same-as-source"}


def test_a_translation_that_nobody_recorded_is_in_doubt(folder: Path) -> None:
    doubts = published(folder)["nb/model.json"]["doubts"]

    assert doubts
    assert set(doubts.values()) <= {"unverified", "same-as-source"}


def test_a_stale_translation_is_pointed_to_in_both_shapes(recorded: Path) -> None:
    edit(recorded, "se/themes/herd.yaml", "  wait:\n    text: Vurdet.\n",
         "  wait:\n    text: Vurdet guhkit.\n")  # fmt: skip

    data = published(recorded)

    doubts = in_doubt(data["nb/model.json"]["doubts"])
    (pointer,) = doubts
    assert doubts == {pointer: "stale"}
    assert at(data["model.json"], pointer)["se"] == "Vurdet guhkit."
    assert in_doubt(data["model.json"]["doubts"]["nb"]) == doubts
    assert data["se/model.json"]["doubts"] == {}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("themes/herd.yaml", "  wait:\n    text: Vent.\n", ""),
        ("themes/herd.yaml", "    reasons:\n      snow:\n        text: muohta gahččá\n", ""),
    ],
)
def test_a_missing_translation_is_in_doubt_where_the_source_stands_in(
    recorded: Path, file: str, old: str, new: str
) -> None:
    edit(recorded, f"nb/{file}", old, new)

    data = published(recorded)["nb/model.json"]

    doubts = in_doubt(data["doubts"])
    assert set(doubts.values()) == {"missing"}
    assert doubts.keys() == data["fallbacks"].keys()


def test_every_text_of_the_content_is_found_in_the_model() -> None:
    model = shipped_model()
    named = {state.path for state in model.translation}
    data = {artifact.path: json.loads(artifact.content) for artifact in generate("json", model)}

    assert len(data["v1/model.json"]["doubts"].get("en", {})) == len(named)


# --- for other tools -----------------------------------------------------------------------------


def test_the_index_holds_the_canonical_digest_of_each_theme() -> None:
    data = {
        artifact.path: json.loads(artifact.content)
        for artifact in generate("json", shipped_model())
    }

    assert {each["id"]: each["sha256"] for each in data["v1/index.json"]["themes"]} == {
        each["id"]: sha256(rfc8785.dumps(each)).hexdigest()
        for each in data["v1/model.json"]["model"]["themes"]
    }


def test_a_consumer_in_node_reads_and_validates_all_of_it_and_answers(tmp_path: Path) -> None:
    for artifact in generate("json", shipped_model()):
        file = tmp_path / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    answers = tmp_path / "answers.json"

    done = subprocess.run(
        ["node", str(CONSUMER), str(tmp_path / "v1"), "act-and-develop", str(answers)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    said = json.loads(done.stdout)
    assert said["problems"] == []
    assert "en/workbook/complete.json" in said["files"]
    theme = shipped_model().themes["act-and-develop"]
    assert {
        language: [question["text"] for question in questions]
        for language, questions in said["questions"].items()
    } == {
        language: [question.text[language] for question in theme.questions]
        for language in shipped_model().languages
    }
    (sheet,) = read_answers(answers.read_bytes()).sheets
    assert len(sheet.answers) == said["answered"] > 0
    assert migrate(sheet, shipped_model().ledger) == sheet
