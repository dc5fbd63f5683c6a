"""A word of its own at every place of two parties' workbooks: each is in every report."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import html5lib
import pytest
from tests.docx.word_file import WordFile, text_of
from tests.support.content import shipped_model

from toimintamalli import AnswerSheet, Language, sum_up
from toimintamalli.answers.answer import ScaleAnswer, TextAnswer
from toimintamalli.answers.values import FrozenMap, Json
from toimintamalli.model.ids import PlaceId
from toimintamalli.report.composing import compose
from toimintamalli.reporting import render
from toimintamalli.workbook.places import places_of_model

MODEL: Final = shipped_model()
PLACES: Final = places_of_model(MODEL).places
LISTS: Final = ("prerequisites.practice", "act-and-develop.pitfall", "plan-ahead.question@ohs")
WORD: Final = re.compile(r"sana\d{4}")


class Words:
    """Words that stand nowhere else."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def next(self) -> str:
        self.given.append(f"sana{len(self.given):04}")
        return self.given[-1]


def sheets_of(words: Words, copy: str, round_: int, day: str) -> Iterator[AnswerSheet]:
    """What one party's copy of the whole workbook holds: its own part, and the joint one."""
    for party in (copy, None):
        answers: dict[PlaceId, TextAnswer | ScaleAnswer] = {}
        kept: dict[str, Json] = {
            "/document/text": Json.of(words.next()),
            "/document/comments": Json.of(words.next()),
            "/settings/other": Json.of({"note": [words.next()]}),
        }
        for place in PLACES:
            if place.party != party or place.tells == "organisation":
                continue
            kept[f"/document/text/{place.id}"] = Json.of(words.next())
            kept[f"/document/comments/{place.id}"] = Json.of(words.next())
            if place.kind == "text":
                answers[place.id] = TextAnswer(kind="text", value=words.next())
            else:
                kept[f"/answers/{place.id}"] = Json.of(words.next())
                kept[f"/answers/{place.id}#2"] = Json.of(words.next())
            if place.kind == "scale":
                answers[place.id] = ScaleAnswer(kind="scale", value=3)
        if party is None:
            for list_ in LISTS:
                kept[f"/own/{list_}"] = Json.of({"text": words.next(), "ticked": True})
        yield AnswerSheet(
            model=MODEL.id,
            content_version=MODEL.version,
            language=Language("fi"),
            party=party,
            round=round_,
            date=day,
            organisation="Mallila Oy",
            answers=FrozenMap(answers),
            unrecognised=FrozenMap(kept),
        )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, str]]:
    """The words, and what each format of the report says."""
    folder: Path = tmp_path_factory.mktemp("words")
    words = Words()
    sheets = [
        sheet
        for number, day in ((1, "2026-03-03"), (2, "2026-09-15"))
        for party in MODEL.parties.ids
        for sheet in sheets_of(words, party, number, day)
    ]
    report = compose(sum_up(sheets, MODEL), MODEL, Language("fi"))
    made = {name: next(iter(render(name, report))).content for name in ("docx", "html", "pdf")}
    page = html5lib.parse(made["html"], namespaceHTMLElements=False)
    pdf = folder / "report.pdf"
    pdf.write_bytes(made["pdf"])
    read = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True)
    return words.given, {
        "docx": text_of(WordFile.open(made["docx"]).body),
        "html": "".join(page.itertext()),
        "pdf": re.sub(r"[\xad\u2010-]\n", "", read.stdout.decode()),
    }


@pytest.mark.parametrize("name", ["docx", "html", "pdf"])
def test_every_word_that_somebody_wrote_is_in_the_report(
    name: str, told: tuple[list[str], dict[str, str]]
) -> None:
    given, said = told
    assert len(given) > 1500
    assert sorted(set(given) - set(WORD.findall(said[name]))) == []
