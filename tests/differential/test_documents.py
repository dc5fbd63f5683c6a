"""A Word file is read alike by the library and by the pages, whatever became of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from tests.differential.documents import Change, Workbook, changes
from tests.differential.twin import Page, Python

from toimintamalli import Language, Request, generate, load

FOUND: Final = Path(__file__).parents[1] / "conformance" / "differences" / "documents.json"
"""What was read differently once."""
EXAMPLES: Final = int(os.environ.get("DIFFERENTIAL", "100"))
PROFILES: Final = ("meeting", "small-workplace")


class Readers:
    """Both readers, and the workbooks that they read pieces of."""

    def __init__(self) -> None:
        model = load()
        self._page, self._python = Page(model), Python(model)
        self.close = self._page.close
        self._books = {}
        for profile in PROFILES:
            request = Request(languages=(Language("fi"),), profile=profile)
            workbook = next(iter(generate("docx", model, request)))
            self._books[profile] = Workbook(workbook.content)

    def compare(self, profile: str, start: int, count: int, done: list[Change]) -> None:
        """Read a document with both."""
        book = self._books[profile]
        document = book.piece(start % book.length, count, done)

        assert self._page.read(document) == self._python.read(document)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    made = Readers()
    yield made
    made.close()


@settings(max_examples=EXAMPLES)
@given(
    profile=st.sampled_from(PROFILES),
    start=st.integers(0, 100),
    count=st.integers(1, 6),
    done=changes(),
)
def test_a_mutilated_document_is_read_alike(
    profile: str, start: int, count: int, done: list[Change], readers: Readers
) -> None:
    case = {"profile": profile, "start": start, "count": count, "changes": done}
    note(f"to keep in {FOUND.name}: {json.dumps(case)}")

    readers.compare(profile, start, count, done)
