"""What holds of every answers file, whatever people wrote."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, Final

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from toimintamalli import (
    AnswerFile,
    AnswerSheet,
    BadAnswers,
    Plan,
    merge,
    migrate,
    read_answers,
    write_answers,
)
from toimintamalli.answers.answer import (
    CheckAnswer,
    ChoiceAnswer,
    DateAnswer,
    NoAnswer,
    ScaleAnswer,
    TextAnswer,
)
from toimintamalli.answers.plan import Goal, Indicator, Measure, Need
from toimintamalli.answers.values import FrozenMap, Json
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.ledger import Ledger, LedgerEntry
from toimintamalli.schema import schema


def built(type_: type[Any], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Build a value of exactly these fields: hypothesis would make up the others."""
    return st.fixed_dictionaries(fields).map(lambda given_: type_(**given_))


Document = dict[str, Any]

slugs = st.sampled_from(["a", "b", "herd", "poorly-well-5", "x-1", "no"])
words = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff")
    | st.sampled_from("\n\t\r"),
    max_size=12,
)
days = st.dates().map(lambda each: each.isoformat())
places = st.builds(
    "{}.question.{}{}".format, slugs, slugs, st.sampled_from(["", "@ohs", "@follow-up"])
)
answers = st.one_of(
    built(ScaleAnswer, kind=st.just("scale"), value=st.integers(-9, 9)),
    built(TextAnswer, kind=st.just("text"), value=words.filter(bool)),
    built(ChoiceAnswer, kind=st.just("choice"), value=slugs),
    built(CheckAnswer, kind=st.just("check"), value=st.booleans()),
    built(DateAnswer, kind=st.just("date"), value=days),
    built(NoAnswer, kind=st.just("no-answer")),
)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    # Halves of characters and what Word refuses, too.
    | st.text(st.characters(blacklist_categories=["Cs"]), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=4,
)
kept = st.dictionaries(words, json_values.map(Json.of), max_size=2).map(FrozenMap)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def rows(kind: type[Any], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Keyed[Any]]:
    row = built(kind, id=slugs, **fields)
    return st.lists(row, max_size=2, unique_by=lambda each: each.id).map(Keyed)


links = st.lists(slugs, max_size=2).map(tuple)
plans = built(
    Plan,
    needs=rows(Need, text=words, nature=maybe(slugs), domain=maybe(slugs), reach=maybe(slugs)),
    goals=rows(Goal, text=words, needs=links, checks=links),
    measures=rows(Measure, how=words, goals=links, responsible=maybe(slugs), end=maybe(days)),
    indicators=rows(Indicator, text=words, goals=links, target_kind=maybe(slugs), baseline=words),
)
sheets = built(
    AnswerSheet,
    model=slugs,
    content_version=st.sampled_from(["0.1.0", "12.0.3"]),
    language=st.sampled_from(["fi", "en", "zh-Hant-TW"]),
    party=maybe(slugs),
    round=maybe(st.integers(1, 9)),
    date=maybe(days),
    organisation=words,
    document=maybe(st.sampled_from(["3f0c2a9e-1111-4222-8333-444455556666", "0123456789ab"])),
    revision=maybe(st.integers(1, 9)),
    answers=st.dictionaries(places, answers, max_size=4).map(FrozenMap),
    plan=plans,
    unrecognised=kept,
)
files = built(AnswerFile, sheets=st.lists(sheets, max_size=2).map(tuple), unrecognised=kept)
entries = built(
    LedgerEntry,
    id=st.builds("{}.question.{}".format, slugs, slugs),
    kind=st.sampled_from(["scale-question", "open-question"]),
    since=st.just("1.0.0"),
    replaced_by=st.lists(st.builds("{}.question.{}".format, slugs, slugs), max_size=2).map(tuple),
    retired=st.booleans(),
)
ledgers = st.lists(entries, max_size=12, unique_by=lambda each: each.id).map(
    lambda some: Ledger(entries=Keyed(some))
)

VALIDATOR: Final = Draft202012Validator(schema("answers"))


@given(files)
def test_what_is_written_is_read_again_as_it_was(file: AnswerFile) -> None:
    assert read_answers(write_answers(file)) == file


@given(files)
def test_what_is_written_is_valid_by_the_published_schema(file: AnswerFile) -> None:
    VALIDATOR.validate(json.loads(write_answers(file)))


@given(sheets, st.randoms(use_true_random=False))
def test_the_same_answers_give_the_same_bytes_in_whatever_order_they_came(
    sheet: AnswerSheet, random: Random
) -> None:
    shuffled = list(sheet.answers.items())
    random.shuffle(shuffled)
    other = sheet.model_copy(update={"answers": FrozenMap(dict(shuffled))})
    assert hash(other) == hash(sheet)
    assert write_answers(AnswerFile(sheets=(other,))) == write_answers(AnswerFile(sheets=(sheet,)))


def everything_answered(*sheets: AnswerSheet) -> Counter[str]:
    """Count every answer, where it stands or where it is kept."""
    standing = (
        Json.of(answer.model_dump(mode="json")) for s in sheets for answer in s.answers.values()
    )
    return Counter(value.text for value in (*standing, *everything_kept(*sheets)))


def everything_kept(*sheets: AnswerSheet) -> Iterator[Json]:
    return (value for sheet in sheets for value in sheet.unrecognised.values())


@given(sheets, ledgers)
def test_migrating_never_loses_an_answer_nor_makes_one_up(
    sheet: AnswerSheet, ledger: Ledger
) -> None:
    after = migrate(sheet, ledger)
    event(f"moved or kept: {after != sheet}")
    assert everything_answered(after) == everything_answered(sheet)


@given(sheets, ledgers)
def test_a_migrated_sheet_can_be_saved_and_opened(sheet: AnswerSheet, ledger: Ledger) -> None:
    after = AnswerFile(sheets=(migrate(sheet, ledger),))
    assert read_answers(write_answers(after)) == after


@given(sheets, ledgers)
def test_migrating_leaves_no_answer_under_an_id_that_is_gone(
    sheet: AnswerSheet, ledger: Ledger
) -> None:
    gone = {entry.id for entry in ledger.entries if entry.retired or entry.replaced_by}
    assert {answer.partition("@")[0] for answer in migrate(sheet, ledger).answers} & gone == set()


@given(sheets, ledgers)
def test_migrating_again_changes_nothing(sheet: AnswerSheet, ledger: Ledger) -> None:
    once = migrate(sheet, ledger)
    assert migrate(once, ledger) == once


@given(st.lists(sheets, max_size=2))
def test_merging_never_loses_a_different_answer(given_: list[AnswerSheet]) -> None:
    assert set(everything_answered(*merge(given_))) >= set(everything_answered(*given_))


@given(sheets)
def test_merging_a_sheet_with_itself_gives_that_sheet(sheet: AnswerSheet) -> None:
    assert merge([sheet, sheet]) == (sheet,)


def paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict):
        for key, each in value.items():
            yield from paths(each, (*path, key))
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from paths(each, (*path, index))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw what an answers file could hold, with up to two places of it replaced or added to."""
    document: Document = json.loads(write_answers(draw(files)))
    for _ in range(draw(st.integers(0, 2))):
        path = draw(st.sampled_from([each for each in paths(document) if each] or [("sheets",)]))
        parent: Any = document
        for step in path[:-1]:
            parent = parent[step]
        if isinstance(parent, dict) and draw(st.booleans()):
            parent[draw(slugs)] = draw(json_values)
        else:
            parent[path[-1]] = draw(json_values)
    return document


def has_a_row_twice(document: object) -> bool:
    """Tell what no JSON Schema can: whether two rows of one list have the same id."""
    if isinstance(document, dict):
        return any(map(has_a_row_twice, document.values()))
    if isinstance(document, list):
        ids = [
            json.dumps(each["id"]) for each in document if isinstance(each, dict) and "id" in each
        ]
        return len(set(ids)) < len(ids) or any(map(has_a_row_twice, document))
    return False


def count_kept(document: Document) -> int:
    """Count what is kept, in the file and in its sheets."""
    sheets = [each for each in document["sheets"] if isinstance(each, dict)]
    return sum(len(each.get("unrecognised", {})) for each in (document, *sheets))


def is_read_whole(document: Document) -> bool:
    """Tell whether a file is read, and everything in it was known."""
    try:
        after = read_answers(json.dumps(document).encode())
    except BadAnswers:
        return False
    return count_kept(json.loads(write_answers(after))) == count_kept(document)


def test_the_schema_and_the_reader_accept_the_same_documents() -> None:
    verdicts: Counter[bool] = Counter()

    @settings(max_examples=100)
    @given(documents())
    def agree(document: Document) -> None:
        assume(not has_a_row_twice(document))
        verdict = VALIDATOR.is_valid(document)
        verdicts[verdict] += 1
        assert is_read_whole(document) == verdict

    agree()
    assert min(verdicts[True], verdicts[False]) >= 15


def refusal(data: bytes) -> BadAnswers | None:
    """Return why a file is not read, if it is not."""
    try:
        read_answers(data)
    except BadAnswers as reason:
        return reason
    return None


@given(documents())
def test_every_document_is_read_or_refused_and_stays_as_it_was_read(document: Document) -> None:
    data = json.dumps(document).encode()
    refused = refusal(data)
    if refused:
        assert refused.message("fi") != refused.message("en")
        return
    first = read_answers(data)
    VALIDATOR.validate(json.loads(write_answers(first)))
    assert read_answers(write_answers(first)) == first


@given(st.binary() | st.text().map(str.encode), files, st.data())
def test_no_bytes_make_the_reader_fall_over(
    junk: bytes, file: AnswerFile, data: st.DataObject
) -> None:
    whole = write_answers(file)
    cut = data.draw(st.integers(0, len(whole)))
    for each in (junk, whole[:cut] + junk, whole[:cut] + junk + whole[cut:]):
        refused = refusal(each)
        assert refused is None or refused.findings


def test_a_value_that_is_none_costs_itself_and_not_the_file() -> None:
    bad = {f"herd.question.q{number}": {"kind": "scale", "value": "x"} for number in range(30)}
    good = {"herd.question.good": {"kind": "scale", "value": 3}}
    file = {"schemaVersion": "1.0.0", "sheets": [sheet_with(answers={**bad, **good}, party=3)]}

    [read] = read_answers(json.dumps(file).encode()).sheets

    assert list(read.answers) == ["herd.question.good"]
    assert {key: each.value for key, each in read.unrecognised.items()} == {
        "/party": 3,
        **{f"/answers/{id_}": answer for id_, answer in bad.items()},
    }


@pytest.mark.parametrize(
    "sheet",
    [
        {"answers": {f"herd.question.q{number}": 1 for number in range(60_000)}},
        {"plan": {"needs": [{"x": number} for number in range(100_000)]}},
        {"plan": {"goals": [{"id": "g", "needs": [1] * 400_000}]}},
        {f"mood{number}": 1 for number in range(100_000)},
    ],
    ids=["answers", "rows", "links", "fields"],
)
def test_a_file_of_nothing_but_mistakes_is_refused_without_a_list_of_each(
    sheet: dict[str, object],
) -> None:
    refused = refusal(json.dumps({"schemaVersion": "1.0.0", "sheets": [sheet]}).encode())
    assert refused is not None
    assert len(refused.findings) < 10


def test_a_place_in_a_message_is_a_json_pointer() -> None:
    file = {"schemaVersion": "1.0.0", "sheets": [], "unrecognised": 3}
    with pytest.raises(BadAnswers, match=r'answers-bad-value\] /unrecognised: "3"'):
        read_answers(json.dumps(file).encode())


def sheet_with(**more: object) -> dict[str, object]:
    return {"model": "herd", "contentVersion": "1.0.0", "language": "fi", "answers": {}, **more}


def rows_of(count: int) -> dict[str, object]:
    return sheet_with(plan={"needs": [{"id": f"n{number}"} for number in range(count)]})


def answers_of(count: int) -> dict[str, object]:
    ids = (f"herd.question.q{number}" for number in range(count))
    return sheet_with(answers={id_: {"kind": "no-answer"} for id_ in ids})


def kept_of(count: int) -> dict[str, object]:
    return sheet_with(unrecognised={f"/mood{number}": 1 for number in range(count)})


@pytest.mark.parametrize(
    ("make", "most", "where"),
    [
        (rows_of, 500, "/plan/needs"),
        (answers_of, 5_000, "/answers"),
        (kept_of, 5_000, "/unrecognised"),
    ],
)
def test_there_is_room_for_what_people_write_and_for_no_more(
    make: Callable[[int], dict[str, object]], most: int, where: str
) -> None:
    fine, too_many = (
        {"schemaVersion": "1.0.0", "sheets": [make(count)]} for count in (most, most + 1)
    )
    assert refusal(json.dumps(fine).encode()) is None
    assert VALIDATOR.is_valid(fine)
    refused = refusal(json.dumps(too_many).encode())
    assert refused is not None
    assert f"[answers-too-much] /sheets/0{where}: " in refused.message("en")
    assert not VALIDATOR.is_valid(too_many)
    with pytest.raises(ValidationError):
        AnswerFile.model_validate_json(json.dumps(too_many), strict=True)
