"""A Word file is read alike by the library and by the pages, whatever became of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import Phase, example, find, given, settings
from hypothesis import strategies as st
from tests.differential.documents import Change, Workbook, changes
from tests.differential.twin import Page, Python
from tests.support.content import shipped_model

from toimintamalli import Language, Request, generate
from toimintamalli.model.ids import Slug
from toimintamalli_docx.reader import marks

EXAMPLES: Final = int(os.environ.get("DIFFERENTIAL", "100"))
BOOKS: Final = (
    ("meeting", "fi", "fill"),
    ("small-workplace", "sv", "fill"),
    ("meeting", "en", "print"),
    ("complete", "fi", "fill"),
)
"""Profile, language and edition of each workbook whose pieces are read."""
Case = tuple[int, int, int, list[Change]]


class Readers:
    """Both readers, and the workbooks that they read pieces of."""

    def __init__(self) -> None:
        model = shipped_model()
        self._page, self._python = Page(model), Python(model)
        self.close = self._page.close
        self._books: list[Workbook] = []
        for profile, language, edition in BOOKS:
            request = Request(languages=(Language(language),), profile=Slug(profile))
            (made,) = generate("docx", model, request, {"edition": edition})
            self._books.append(Workbook(made.content))

    def compare(self, case: Case) -> None:
        """Read a document with both."""
        page, python = self._read(case)
        assert page == python

    def differ(self, case: Case) -> bool:
        """Tell whether they read a document differently."""
        page, python = self._read(case)
        return bool(page != python)

    def _read(self, case: Case) -> tuple[object, object]:
        number, start, count, done = case
        book = self._books[number]
        document = book.piece(start, count, done)
        return self._page.read(document), self._python.read(document)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    made = Readers()
    yield made
    made.close()


def cases() -> st.SearchStrategy[Case]:
    """Return pieces of workbooks, and what became of them."""
    numbers = st.integers(0, len(BOOKS) - 1)
    return st.tuples(numbers, st.integers(0, 200), st.integers(2, 6), changes())


@settings(max_examples=EXAMPLES)
@given(case=cases())
# The number of a question is gone, and its control: the prompt is still nobody's words.
@example(case=(0, 36, 2, [Change("lose-run", 1), Change("unwrap", 0)]))
def test_a_mutilated_document_is_read_alike(case: Case, readers: Readers) -> None:
    readers.compare(case)


def test_a_planted_difference_is_found(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "MARKS", marks.MARKS - {"x", "X"})
    look = settings(max_examples=400, derandomize=True, database=None, phases=[Phase.generate])
    find(cases(), readers.differ, settings=look)
