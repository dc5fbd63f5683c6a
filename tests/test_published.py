"""The published data: what tool builders rely on."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.support.content import edit, write_content, write_translated_content

from toimintamalli import Language, Missing, Request, generate, load
from toimintamalli.errors import MissingText
from toimintamalli.model.ids import ThemeId

Json = Any
"""What stands in a JSON file; a reader of ours would not know its types either."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_translated_content(tmp_path)


def published(folder: Path, request: Request | None = None) -> dict[str, Json]:
    made = generate("json", load(folder), request)
    return {each.path.removeprefix("v1/"): json.loads(each.content) for each in made}


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

    assert [set(each["text"]) for each in practices] == [{"se"}, {"se", "nb"}, {"se", "nb"}]


def test_a_missing_translation_is_an_error_if_that_is_asked(folder: Path) -> None:
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")

    with pytest.raises(MissingText):
        published(folder, Request(missing=Missing.ERROR))


def test_the_index_holds_the_digest_of_each_file(folder: Path) -> None:
    made = {each.path: each.content for each in generate("json", load(folder))}
    index = json.loads(made.pop("v1/index.json"))

    assert {f"v1/{each['path']}": each["sha256"] for each in index["files"]} == {
        path: sha256(content).hexdigest() for path, content in made.items()
    }


def test_only_the_languages_and_themes_that_were_asked_for_are_published() -> None:
    request = Request(languages=(Language("en"),), themes=(ThemeId("plan-ahead"),))
    made = {each.path: each.content.decode() for each in generate("json", load(), request)}

    assert "v1/fi/model.json" not in made
    assert "act-and-develop.practice.involve-personnel" not in made["v1/model.json"]
    assert "Toimi ja kehitä" not in made["v1/model.json"]


def test_a_field_has_one_name_in_json(tmp_path: Path) -> None:
    model = published(write_content(tmp_path))["se/model.json"]["model"]

    assert model["sourceLanguage"] == "se"
    assert "source_language" not in model


def test_letters_stand_as_themselves_and_the_file_ends_with_a_line_break(folder: Path) -> None:
    made = {each.path: each.content for each in generate("json", load(folder))}

    assert "Čoahkkin".encode() in made["v1/se/model.json"]
    assert all(each.endswith(b"}\n") for each in made.values())
