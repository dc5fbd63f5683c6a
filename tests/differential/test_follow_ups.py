"""A follow-up comes out alike in the library and in the pages, whatever the sheets hold."""

from __future__ import annotations

import json
import operator
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from tests.differential.documents import texts
from tests.differential.test_documents import EXAMPLES
from tests.differential.twin import Json, Page, Python
from tests.support.content import shipped_model

from toimintamalli import AnswerSheet
from toimintamalli.workbook.places import PlaceEntry, places_of_model

MODEL: Final = shipped_model()
PLACES: Final = [place for place in places_of_model(MODEL).places if place.kind != "check"]
HEAD: Final = {"model": MODEL.id, "contentVersion": MODEL.version, "language": "fi"}
FOUND: Final = Path(__file__).parents[1] / "conformance" / "differences" / "follow-ups.json"
OF_PLAN: Final = [place for place in PLACES if place.fact]
CODES: Final = ("T1", "t 1", "N1", "1", "1, 2", "G1", "M 2", "Toimenpide 1", "T1 ja T2", "T1-T3")
WORDS: Final = (
    "Kierros",
    "Sovitaan tauoista",
    "sovitaan  TAUOISTA",
    "tarvittaessa",
    "4",
    "5,5",
    "ABC",
)
ORGANISATIONS: Final = ("", "Kahvila", "kahvila ", "Kah-vila", "Kahvila 2", "Muu")
DAYS: Final = ("2026-01-31", "2026-11-02", "2027-02-28", "2028-02-29")


def _words() -> st.SearchStrategy[str]:
    # What an answers file refuses does not get so far.
    said = st.one_of(st.sampled_from(CODES + WORDS), texts())
    kept = said.map(lambda text: "".join(each for each in text if not "\x7f" <= each <= "\x9f"))
    return kept.filter(bool)


def _answer(place: PlaceEntry) -> st.SearchStrategy[Json]:
    values: st.SearchStrategy[Json]
    match place.kind:
        case "scale" | "choice":
            values = st.sampled_from([choice.value for choice in place.choices])
        case "several":
            values = st.lists(
                st.sampled_from([choice.value for choice in place.choices]), min_size=1
            )
        case "number":
            values = st.sampled_from(["4", "-3.5", "0"])
        case "date":
            values = st.sampled_from(DAYS)
        case _:
            values = _words()
    made = values.map(lambda value: {"kind": place.kind, "value": value})
    return st.one_of(made, st.just({"kind": "no-answer"})) if place.kind == "scale" else made


def _kept() -> st.SearchStrategy[dict[str, Json]]:
    """Return what a reader kept that was no answer: at places, beside them, rows of their own."""
    places = st.sampled_from([place.id for place in PLACES])
    keys = st.one_of(
        places.map("/answers/{}".format),
        places.map("/answers/{}#2".format),
        places.map("/document/text/{}".format),
        places.map("/document/comments/{}".format),
        st.just("/document/text"),
        st.just("/settings/other"),
    )
    values = st.one_of(
        _words(),
        st.sampled_from([{"kind": "choice", "value": "supervisor"}, {"b": ["x", 2], "a": "y"}]),
        st.just({"kind": "check", "value": True}),
    )
    own = st.fixed_dictionaries({"text": _words(), "ticked": st.booleans()})
    lists = st.sampled_from(["/own/prerequisites.practice", "/own/prerequisites.question@ohs"])
    kept = st.dictionaries(keys, values, max_size=3)
    return st.builds(operator.or_, kept, st.dictionaries(lists, own, max_size=1))


@st.composite
def sheets(draw: st.DrawFn) -> Json:
    """Return a sheet with a few answers, most of them about the plan."""
    places = draw(st.lists(st.sampled_from(OF_PLAN), max_size=8, unique_by=lambda each: each.id))
    places += draw(st.lists(st.sampled_from(PLACES), max_size=3, unique_by=lambda each: each.id))
    occasion = {
        "party": st.sampled_from([None, *MODEL.parties.ids]),
        "round": st.sampled_from([None, 1, 2, 3]),
        "date": st.sampled_from([None, *DAYS]),
        "organisation": st.sampled_from(
            ["", "Kahvila", "kahvila ", "Kahvila 2", "Kah-vila", "Muu"]
        ),
    }
    told = {key: draw(values) for key, values in occasion.items()}
    return {
        **HEAD,
        **{key: value for key, value in told.items() if value},
        "answers": {place.id: draw(_answer(place)) for place in places},
        "unrecognised": draw(_kept()),
    }


class Rules:
    """The rules of both."""

    def __init__(self) -> None:
        self._page, self._python = Page(MODEL), Python(MODEL)
        self.close = self._page.close

    def compare(self, given_: list[Json], least: int) -> None:
        """Reckon with both, and with the sheets turned round."""
        # As the page has them: an answers file in the order in which Python keeps it.
        kept = [AnswerSheet.model_validate_json(json.dumps(value)) for value in given_]
        found = [sheet.model_dump(mode="json", exclude_defaults=True) for sheet in kept]
        figures = self._python.figures(found, least)

        assert self._page.figures(found, least) == figures
        assert self._python.figures(found[::-1], least) == figures
        assert self._page.next(found, least) == self._python.next(found, least)


@pytest.fixture(scope="module")
def rules() -> Iterator[Rules]:
    made = Rules()
    yield made
    made.close()


@settings(max_examples=EXAMPLES)
@given(given_=st.lists(sheets(), max_size=5), least=st.sampled_from([1, 2, 5]))
def test_random_sheets_give_the_same_figures_and_the_same_next_round(
    given_: list[Json], least: int, rules: Rules
) -> None:
    note(f"to keep in {FOUND.name}: {json.dumps({'least': least, 'sheets': given_})}")

    rules.compare(given_, least)


@pytest.mark.parametrize("case", json.loads(FOUND.read_bytes()), ids=lambda case: case["title"])
def test_what_once_differed_is_alike(case: Json, rules: Rules) -> None:
    rules.compare([{**HEAD, **each} for each in case["sheets"]], case["least"])
