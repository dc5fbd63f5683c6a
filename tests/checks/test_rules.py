"""Each rule finds what it is for, at the place where an editor has to mend it."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from tests.support.content import (
    append,
    copy_shipped,
    edit,
    spot,
    write_content,
    write_translated_content,
)

import toimintamalli.checks
from toimintamalli.checks import RULES
from toimintamalli.checks.reviewing import OF_FILES, REVIEW
from toimintamalli.content import check_content, load, open_content
from toimintamalli.errors import ContentError
from toimintamalli.findings import Finding, Position, Severity
from toimintamalli.model.keyed import Keyed
from toimintamalli.workbook.resolve import file_stem

MODEL = "structure/model.yaml"
THEME = "structure/themes/herd.yaml"
WORKBOOK = "structure/workbook.yaml"
PLAN = "structure/themes/plan-ahead.yaml"
THEME_TEXTS = "se/themes/herd.yaml"
WORDS = "se/interface.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_translated_content(tmp_path)


def findings(folder: Path) -> tuple[Finding, ...]:
    return check_content(open_content(folder))


def only(folder: Path) -> Finding:
    found = findings(folder)
    assert len(found) == 1, [finding.as_text() for finding in found]
    return found[0]


def positions(folder: Path, code: str) -> list[Position]:
    return [finding.position for finding in findings(folder) if finding.code == code]


def test_the_smallest_content_keeps_every_rule(folder: Path) -> None:
    assert findings(folder) == ()


EVERY_RULE = (*RULES, *OF_FILES, *REVIEW)


def test_every_rule_says_what_an_editor_can_rely_on() -> None:
    assert len({rule.name for rule in EVERY_RULE}) == len(EVERY_RULE)
    assert all(rule.description.endswith(".") for rule in EVERY_RULE)


def test_no_rule_lies_in_its_folder_unasked() -> None:
    package = toimintamalli.checks
    names = (found.name for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))
    written = {getattr(import_module(name), "RULE", None) for name in names} - {None}

    assert written == set(EVERY_RULE)


# --- texts ------------------------------------------------------------------------------------


def test_a_text_without_structure_is_left_over_in_every_language(folder: Path) -> None:
    for language in ("se", "nb"):
        append(folder, f"{language}/themes/herd.yaml", "  wade:\n    text: Gálit.\n")

    places = [spot(folder, f"{each}/themes/herd.yaml", "wade:") for each in ("nb", "se")]
    assert positions(folder, "orphan-text") == places


def test_a_text_of_a_list_that_the_structure_does_not_have_is_left_over(folder: Path) -> None:
    append(folder, "nb/themes/herd.yaml", "notes:\n  moss:\n    text: Lav.\n")

    assert only(folder).position == spot(folder, "nb/themes/herd.yaml", "moss:")


def test_a_left_over_text_is_told_the_name_it_was_meant_to_have(folder: Path) -> None:
    edit(folder, THEME_TEXTS, "  wait:", "  wiat:")

    hints = [finding.hint("en") for finding in findings(folder) if finding.code == "orphan-text"]
    assert hints == ['did you mean "wait"?']


def test_a_missing_text_of_the_source_language_is_an_error_where_it_should_stand(
    folder: Path,
) -> None:
    edit(folder, THEME_TEXTS, "  wait:\n    text: Vurdet.\n", "")

    found = only(folder)

    assert (found.severity, found.code) == (Severity.ERROR, "missing-text")
    assert found.position == spot(folder, THEME_TEXTS, "practices:")
    assert "practices.wait.text" in found.message()


def test_a_missing_translation_is_a_warning_where_it_should_stand(folder: Path) -> None:
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")

    found = only(folder)

    assert (found.severity, found.code) == (Severity.WARNING, "untranslated")
    assert found.position == spot(folder, "nb/themes/herd.yaml", "practices:")


def test_a_word_that_only_a_translation_has_is_left_over(folder: Path) -> None:
    append(folder, "nb/interface.yaml", "  herd-song: joik\n")

    found = only(folder)

    assert (found.code, found.position.file) == (
        "orphan-text",
        (folder / "nb/interface.yaml").as_posix(),
    )


# --- strings ----------------------------------------------------------------------------------


@pytest.mark.parametrize("empty", ["''", "'  '", '"\\n"'])
def test_an_empty_text_is_an_error(folder: Path, empty: str) -> None:
    edit(folder, THEME_TEXTS, "Vurdet.", empty)

    found = only(folder)

    assert (found.code, found.position) == (
        "empty-text",
        spot(folder, THEME_TEXTS, f"  wait:\n    text: {empty}", within=18),
    )


@pytest.mark.parametrize("escape", ["\\x07", "\\x1b", "\\x85", "\\uFFFE"])
def test_a_character_that_cannot_be_shown_is_an_error(folder: Path, escape: str) -> None:
    edit(folder, THEME_TEXTS, "Vurdet.", f'"Vur{escape}det."')

    found = findings(folder)

    at = spot(folder, THEME_TEXTS, f'"Vur{escape}')
    assert [finding.position.line for finding in found] == [at.line]
    assert {finding.code for finding in found} <= {"control-character", "forbidden-character"}


# --- placeholders -----------------------------------------------------------------------------


def test_a_placeholder_that_only_a_translation_has_is_an_error(folder: Path) -> None:
    edit(folder, "nb/interface.yaml", "Yhteensä {count} min", "I alt {cuont} min")

    found = only(folder)

    assert found.code == "placeholders"
    assert found.position == spot(folder, "nb/interface.yaml", "I alt {cuont} min")
    assert "{count}" in found.hint()


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("'{count:>99999999999}'", "brace-without-name"),
        ("'{count!r}'", "brace-without-name"),
        ("'{count.real}'", "brace-without-name"),
        ("'{}'", "brace-without-name"),
        ("'{count'", "brace-open"),
        ("'}'", "brace-too-many"),
        ("'{count, plural, one {# minute} other {# minutes}'", "brace-open"),
        ("'{count, plural, one {# minute}}'", "plural-without-other"),
        ("'{count, plural, oen {# minute} other {# minutes}}'", "plural-unknown-case"),
        ('"\'{count} min"', "quote-open"),
    ],
)
def test_braces_hold_a_name_or_a_choice_by_number(folder: Path, word: str, code: str) -> None:
    for language in ("se", "nb"):
        edit(folder, f"{language}/interface.yaml", "Yhteensä {count} min", word)

    places = [spot(folder, f"{each}/interface.yaml", f"total: {word}", within=7)
              for each in ("nb", "se")]  # fmt: skip
    assert positions(folder, code) == places


def test_a_translation_may_choose_by_number_where_the_source_does_not(folder: Path) -> None:
    word = "'{count, plural, one {# minutt} other {# minutter}}'"
    edit(folder, "nb/interface.yaml", "Yhteensä {count} min", word)

    assert findings(folder) == ()


def test_a_name_in_braces_that_nothing_fills_is_told(folder: Path) -> None:
    edit(folder, THEME_TEXTS, "Vurdet.", "Vurdet {ovtta} beaivvi.")

    found = only(folder)

    assert (found.code, found.position) == ("braces-stay", spot(folder, THEME_TEXTS, "{ovtta}"))


def test_a_brace_in_the_content_is_just_a_brace(folder: Path) -> None:
    edit(folder, THEME_TEXTS, "Vurdet.", "Vurdet {ovtta beaivvi }.")

    assert findings(folder) == ()


def test_a_formats_own_word_may_have_the_placeholders_that_it_likes(folder: Path) -> None:
    append(folder, WORDS, "generators:\n  html:\n    own: '{a} {b}'\n")
    append(folder, "nb/interface.yaml", "generators:\n  html:\n    own: '{b}'\n")

    assert findings(folder) == ()


# --- ids --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (THEME, "  - id: count\n", "  - id: talk\n"),
        (MODEL, "  - id: buyers\n", "  - id: villages\n"),
        (WORKBOOK, "          - id: day\n", "          - id: place\n"),
        (WORKBOOK, "      - id: where\n", "      - id: agenda\n"),
        (WORKBOOK, "  - id: talk\n", "  - id: sheet\n"),
    ],
)
def test_an_id_that_is_there_twice_is_an_error_at_the_second(
    folder: Path, name: str, old: str, new: str
) -> None:
    line = spot(folder, name, old).line
    edit(folder, name, old, new)

    assert [position.line for position in positions(folder, "id-twice")] == [line]


def test_a_theme_that_is_listed_twice_is_an_error(folder: Path) -> None:
    edit(folder, MODEL, "  - herd\n", "  - herd\n  - herd\n")

    assert only(folder).position.line == spot(folder, MODEL, "themes:").line + 2


def test_a_ledger_that_holds_an_id_twice_is_an_error(folder: Path) -> None:
    entry = "  - id: herd.practice.wait\n    kind: practice\n    since: 1.0.0\n"
    (folder / "structure/ledger.yaml").write_text(f"entries:\n{entry}{entry}", encoding="utf-8")

    found = only(folder)

    assert (found.code, found.position.line, found.position.column) == ("id-twice", 5, 9)


def test_an_item_id_longer_than_word_can_keep_is_an_error(folder: Path) -> None:
    slug = "w" * 51  # herd.practice. and these make 65
    edit(folder, THEME, "- id: wait", f"- id: {slug}")
    for language in ("se", "nb"):
        edit(folder, f"{language}/themes/herd.yaml", "  wait:", f"  {slug}:")

    found = only(folder)

    assert (found.code, found.position) == ("id-too-long", spot(folder, THEME, slug))


def test_an_item_id_of_64_characters_is_fine(folder: Path) -> None:
    slug = "w" * 50
    edit(folder, THEME, "- id: wait", f"- id: {slug}")
    for language in ("se", "nb"):
        edit(folder, f"{language}/themes/herd.yaml", "  wait:", f"  {slug}:")

    assert findings(folder) == ()


# --- lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "key"),
    [
        (MODEL, "languages: [se, nb]", "languages"),
        (MODEL, "values: [1, 2, 3, 4, 5, 6, 7]", "values"),
        (THEME, "id: count\n    audience: [villages]", "audience"),
        (WORKBOOK, "sections: [start, sheet, talk]", "sections"),
        ("structure/glossary.yaml", "preferred: [boazu]", "preferred"),
    ],
)
def test_a_list_that_every_output_needs_something_of_is_not_empty(
    folder: Path, name: str, old: str, key: str
) -> None:
    new = f"{old[: old.rindex('[')]}[]"
    edit(folder, name, old, new)

    at = spot(folder, name, new, within=len(new) - 2)
    found = [finding for finding in findings(folder) if finding.code == "empty-list"]
    assert [finding.position for finding in found] == [at]
    assert f'"{key}"' in found[0].message("fi")


def test_an_item_of_our_own_has_an_empty_list_of_sources(folder: Path) -> None:
    edit(folder, THEME, "    origin: ours\n", "    origin: ours\n    sources: []\n")

    assert findings(folder) == ()


# --- links ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "meant"),
    [
        (THEME, "scale: calm-7", "scale: clam-7", "calm-7"),
        (THEME, "group: summer", "group: sumer", "summer"),
        (THEME, "reach: [fell]", "reach: [fel]", "fell"),
        (THEME, "audience: [villages]", "audience: [vilages]", "villages"),
        (THEME, "theme:\n  sources: [elders]", "theme:\n  sources: [eldres]", "elders"),
        (WORKBOOK, "[start, sheet, talk]", "[start, sheet, tlak]", "talk"),
    ],
)
def test_a_link_to_what_does_not_exist_is_an_error_with_the_nearest_name(
    folder: Path, name: str, old: str, new: str, meant: str
) -> None:
    edit(folder, name, old, new)

    found = only(folder)

    wrong = new.rpartition("[" if "]" in new else " ")[2].rpartition(", ")[2].rstrip("]")
    at = spot(folder, name, new, within=new.index(wrong))
    assert (found.code, found.position) == ("broken-link", at)
    assert found.hint("fi") == f'tarkoititko "{meant}"?'


def test_an_example_points_to_items_that_exist(folder: Path) -> None:
    append(
        folder,
        THEME,
        "examples:\n  - id: day\n    audience: [herders]\n    origin: ours\n"
        "    items: [herd.practice.wati]\n",
    )
    for language in ("se", "nb"):
        text = "examples:\n  day:\n    title: Beaivi\n    text: Okta beaivi.\n"
        append(folder, f"{language}/themes/herd.yaml", text)

    found = only(folder)

    assert (found.code, found.position) == ("broken-link", spot(folder, THEME, "herd.practice.w"))


def test_an_indicator_is_of_kinds_that_the_model_has(tmp_path: Path) -> None:
    folder = copy_shipped(tmp_path / "content")
    edit(folder, PLAN, "kinds: [effect, community]", "kinds: [efect, community]")

    found = only(folder)

    assert (found.code, found.position) == ("broken-link", spot(folder, PLAN, "efect"))
    assert found.hint("fi") == 'tarkoititko "effect"?'


# --- scales -----------------------------------------------------------------------------------


@pytest.mark.parametrize("values", ["[7, 6, 5, 4, 3, 2, 1]", "[1, 1, 7]"])
def test_the_values_of_a_scale_rise(folder: Path, values: str) -> None:
    edit(folder, MODEL, "[1, 2, 3, 4, 5, 6, 7]", values)

    found = only(folder)

    assert (found.code, found.position) == ("scale-order", spot(folder, MODEL, values))


def test_a_label_belongs_to_a_value_of_its_scale(folder: Path) -> None:
    edit(folder, MODEL, "value: 7", "value: 8")

    found = only(folder)

    assert (found.code, found.position) == ("scale-label", spot(folder, MODEL, "8\n"))


# --- provenance, languages, words, places -----------------------------------------------------


def test_an_item_names_a_source_or_says_that_it_is_ours(folder: Path) -> None:
    edit(folder, THEME, "    audience: [villages]\n    sources: [elders]\n",
         "    audience: [villages]\n")  # fmt: skip

    found = only(folder)

    assert (found.code, found.position) == ("no-provenance", spot(folder, THEME, "id: count"))


def test_an_item_of_ours_names_no_source(folder: Path) -> None:
    edit(folder, THEME, "    origin: ours\n", "    origin: ours\n    sources: [elders]\n")

    assert only(folder).code == "no-provenance"


def test_the_source_language_comes_first(folder: Path) -> None:
    edit(folder, MODEL, "[se, nb]", "[nb, se]")

    found = only(folder)

    assert (found.code, found.position) == ("source-not-first", spot(folder, MODEL, "[nb, se]"))


def test_content_in_no_published_language_is_refused_as_such(tmp_path: Path) -> None:
    folder = write_content(tmp_path)
    edit(folder, MODEL, "languages: [se]", "languages: [nb]")

    assert "source-not-first" in {finding.code for finding in findings(folder)}


def test_a_word_that_the_workbook_needs_is_there(folder: Path) -> None:
    for language in ("se", "nb"):
        edit(folder, f"{language}/interface.yaml", "  audience-all: Molemmille\n", "")

    found = only(folder)

    assert (found.code, found.position) == ("missing-word", spot(folder, WORDS, "interface:"))


def test_the_name_of_a_formats_word_is_not_too_long(folder: Path) -> None:
    word = "a" * 60
    append(folder, WORDS, f"generators:\n  html:\n    {word}: joo\n")

    found = only(folder)

    assert (found.code, found.position) == ("id-too-long", spot(folder, WORDS, "joo"))


def test_two_places_of_a_profile_have_ids_of_their_own(folder: Path) -> None:
    again = "      - id: own\n        kind: scales\n      - id: again\n        kind: scales\n"
    edit(folder, WORKBOOK, "      - id: own\n        kind: scales\n", again)
    for language in ("se", "nb"):
        append(folder, f"{language}/workbook.yaml", "      again:\n        title: Vuot\n")

    found = findings(folder)

    assert {finding.code for finding in found} == {"place-twice"}
    assert {finding.position for finding in found} == {
        spot(folder, WORKBOOK, "id: meeting", within=4)
    }
    assert len(found) == 3, "one for each party"


def test_a_place_has_an_id_that_word_can_keep(folder: Path) -> None:
    long = "d" * 55
    edit(folder, WORKBOOK, "- id: day", f"- id: {long}")
    for language in ("se", "nb"):
        edit(folder, f"{language}/workbook.yaml", "          day:", f"          {long}:")

    found = only(folder)

    assert (found.code, found.position.file) == ("id-too-long", f"{folder.as_posix()}/{WORKBOOK}")


# --- all together -----------------------------------------------------------------------------


def breakages() -> Iterator[tuple[str, str, str]]:
    yield MODEL, "value: 7", "value: 8"
    yield THEME, "scale: calm-7", "scale: clam-7"
    yield THEME_TEXTS, "Vurdet.", "''"
    yield "nb/workbook.yaml", "Beaivi", "''"
    yield "nb/interface.yaml", "Yhteensä {count} min", "I alt"


def test_every_problem_is_told_at_once_sorted_by_place(folder: Path) -> None:
    for name, old, new in breakages():
        edit(folder, name, old, new)

    found = findings(folder)

    assert sorted(finding.code for finding in found) == [
        "broken-link",
        "empty-text",
        "empty-text",
        "placeholders",
        "scale-label",
    ]
    assert list(found) == sorted(found, key=lambda each: each.position)


def test_loading_raises_every_error_and_no_warning(folder: Path) -> None:
    edit(folder, MODEL, "value: 7", "value: 8")
    edit(folder, THEME, "scale: calm-7", "scale: clam-7")
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")

    with pytest.raises(ContentError) as problem:
        load(folder)

    assert [finding.code for finding in problem.value.findings] == ["scale-label", "broken-link"]
    assert "clam-7" in str(problem.value)


# --- workbooks -----------------------------------------------------------------------------------


def test_the_workbook_for_who_names_none_is_no_sheet_of_a_theme(folder: Path) -> None:
    edit(folder, WORKBOOK, "pages: 4", "pages: 4\n    default: true\n    one_per: theme")

    assert only(folder).code == "default-profile-sheets"


def test_the_name_of_a_workbooks_files_leads_to_no_other(tmp_path: Path) -> None:
    model = load(write_content(tmp_path))
    (first,) = model.profiles
    same = first.model_copy(update={"id": "other", "file": "other"})
    stems = [file_stem(model.model_copy(update={"profiles": Keyed([first, same])}), each)
             for each in ("meeting", "other")]  # fmt: skip

    assert stems == ["workbook", "workbook-other"]


def test_a_section_that_no_workbook_uses_is_told(folder: Path) -> None:
    edit(folder, WORKBOOK, "sections: [start, sheet, talk]", "sections: [start, sheet]")
    found = only(folder)
    assert (found.code, found.severity) == ("section-unused", Severity.WARNING)
    assert dict(found.facts) == {"section": "talk"}


# --- texts that are there twice -------------------------------------------------------------------

LONG = "Vi blir enige om hvem som tar kontakt og når."


def test_a_translation_that_stands_twice_is_told_where_the_sources_are_short(folder: Path) -> None:
    for text in ("Vurdet.", "Ságastallet."):
        edit(folder, "nb/themes/herd.yaml", f"text: {text}", f"text: {LONG}")

    found = only(folder)

    again = f"talk:\n    text: {LONG}"
    at = spot(folder, "nb/themes/herd.yaml", again, within=again.index(LONG))
    assert (found.code, found.position) == ("text-twice", at)


def test_two_items_may_have_one_title(folder: Path) -> None:
    """It is no text that somebody pasted over another."""
    append(
        folder,
        THEME,
        "examples:\n"
        + "".join(
            f"  - id: {day}\n    audience: [herders]\n    origin: ours\n"
            for day in ("first", "second")
        ),
    )
    for language in ("se", "nb"):
        texts = "".join(
            f"  {day}:\n    title: {LONG}\n    text: {text}\n"
            for day, text in (("first", "Okta beaivi."), ("second", "Nubbi beaivi."))
        )
        append(folder, f"{language}/themes/herd.yaml", f"examples:\n{texts}")

    assert findings(folder) == ()


def test_a_day_that_no_calendar_has_is_told_wherever_it_stands(folder: Path) -> None:
    edit(folder, MODEL, "seen: '2026-01-02'", "seen: '2026-02-30'")

    found = only(folder)

    assert (found.code, found.position) == ("impossible-date", spot(folder, MODEL, "'2026-02-30'"))
