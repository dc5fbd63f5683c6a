"""Whole files, as people and programs left them: the library and the pages read them alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.differential.twin import Json, Page, Python
from tests.docx.test_nothing_is_lost import Words, changed, without_names
from tests.support.content import shipped_model

from toimintamalli import Language, Model, Request, Text, generate
from toimintamalli.model.ids import Slug

FIELD: Final = Path(__file__).parents[1] / "docx" / "field"


class Readers:
    """Both readers."""

    def __init__(self, model: Model[Text]) -> None:
        self.page, self.python = Page(model), Python(model)

    def read_alike(self, content: bytes) -> Json:
        """Return what both read."""
        found = self.page.read(content)
        assert found == self.python.read(content)
        return found


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


@pytest.fixture(scope="module")
def readers(model: Model[Text]) -> Iterator[Readers]:
    made = Readers(model)
    yield made
    made.page.close()


@pytest.mark.parametrize("file", sorted(FIELD.glob("*.docx")), ids=lambda file: file.stem)
def test_a_file_from_the_field_is_read_alike(file: Path, readers: Readers) -> None:
    """What it must come to is said in `tests/docx/test_field_files.py`."""
    readers.read_alike(file.read_bytes())


def test_the_pages_lose_no_word_either(model: Model[Text], readers: Readers) -> None:
    request = Request(profile=Slug("complete"), languages=(Language("fi"),))
    (made,) = generate("docx", model, request, {"edition": "fill"})
    words = Words()
    content = changed(made.content, words, boxes=True)
    for each in (content, without_names(content)):
        said = json.dumps(readers.read_alike(each)["sheets"], ensure_ascii=False)
        assert [word for word in words.given if word not in said] == []
