"""Ids, links of a worked chain, and every text of a value in its order."""

import subprocess
import sys

import pytest

from toimintamalli import LocalizedText, Text, load
from toimintamalli.model.ids import Language, Slug, shorten
from toimintamalli.model.item import Link, said_in
from toimintamalli.model.operating_model import Model
from toimintamalli.model.view import map_texts, walk_texts

FI = Language("fi")


@pytest.mark.parametrize(
    ("slug", "room", "short"),
    [
        ("ab-cd-ef", 8, "ab-cd-ef"),
        ("ab-cd-ef", 7, "ab-cd"),
        ("ab-cd-ef", 5, "ab-cd"),
        ("ab-cd-ef", 4, "ab"),
        ("ab-cd-ef", 2, "ab"),
        ("ab-cd-ef", 1, "a"),
        ("abcdef", 3, "abc"),
        ("ab--cd", 4, "ab"),
    ],
)
def test_a_slug_is_cut_between_its_parts_where_one_has_room(
    slug: str, room: int, short: str
) -> None:
    assert shorten(slug, room) == short


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Tarve: työ kuormittaa", "työ kuormittaa"),
        ("Tavoite: kolme asiaa: a, b ja c", "kolme asiaa: a, b ja c"),
        ("työ kuormittaa", "työ kuormittaa"),
        ("kello 12:30", "kello 12:30"),
        ("Tarve: ", "Tarve: "),
        ("Mittari: tunnit (koko talo).", "tunnit (koko talo)."),
    ],
)
def test_a_link_says_what_stands_after_the_word_for_it(written: str, said: str) -> None:
    link = Link[LocalizedText](
        id=Slug("need"), fact="needs.text", text=LocalizedText(written, FI, fallback=True)
    )
    assert said_in(link) == LocalizedText(said, FI, fallback=True)


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return load()


def test_every_text_of_a_model_is_met_once_and_in_order(model: Model[Text]) -> None:
    changed: list[Text] = []

    def seen(text: Text) -> Text:
        changed.append(text)
        return text

    assert map_texts(model, seen) == model
    met = list(walk_texts(model))
    assert met == changed
    assert len(met) > 500


def test_types_wait_for_their_use() -> None:
    program = (
        "import toimintamalli.model.operating_model\n"
        "from toimintamalli.model.value import Value\n"
        "def below(kind):\n"
        "    return [kind, *(found for sub in kind.__subclasses__() for found in below(sub))]\n"
        "built = [kind.__name__ for kind in below(Value)[1:] if kind.__pydantic_complete__]\n"
        "print(len(below(Value)) > 30, built)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout
    assert shown == "True []\n"
