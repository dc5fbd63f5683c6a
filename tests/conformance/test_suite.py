"""The conformance suite sees each fault that it is for."""

import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Final

import pytest
from pydantic import BaseModel

from toimintamalli import Artifact, LocalizedText, Model, Request, Text
from toimintamalli.model.ids import Language
from toimintamalli.testing import suite
from toimintamalli.testing.suite import (
    Examination,
    Subject,
    find_bad_paths,
    find_foreign_texts,
    find_leftovers,
    find_missing_texts,
    find_wrong_languages,
    find_wrong_places,
    workbook_of,
    workbook_texts,
)
from toimintamalli.testing.synthetic import synthetic_model

Make = Callable[[Model[Text], Request], Iterator[Artifact]]
HTML: Final = "text/html"
REQUEST: Final = Request(languages=(Language("en"),))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def paragraphs(texts: Iterator[LocalizedText]) -> str:
    return "".join(f'<p lang="{text.language}">{escaped(text.string)}</p>' for text in texts)


def page(model: Model[Text], request: Request) -> str:
    """Return a page without a fault."""
    places = "".join(f'<p data-place="{p.id}"></p>' for p in workbook_of(model, request).places())
    body = paragraphs(workbook_texts(model, request)) + places
    return f'<html lang="{request.languages[0]}"><body>{body}</body></html>'


def made(content: str, path: str = "page.html") -> tuple[Artifact, ...]:
    return (Artifact(path, content.encode(), HTML),)


def seen(artifacts: tuple[Artifact, ...]) -> Examination:
    return Examination(Subject("none:none"), synthetic_model(), REQUEST, artifacts)


GOOD: Final = page(synthetic_model(), REQUEST)
PLACE: Final = "act-and-develop.practice.involve-personnel"


def test_a_faultless_page_has_no_faults() -> None:
    for rule in suite.RULES:
        assert list(rule(seen(made(GOOD)))) == []


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        (find_missing_texts, lambda page: page.replace("zqen", "", 1)),
        (
            find_missing_texts,
            lambda page: page.replace("&lt;b", "<b"),
        ),
        (find_foreign_texts, lambda page: page + "<!-- zqfi00211q -->"),
        (find_wrong_languages, lambda page: page.replace('lang="fi"', 'lang="en"', 1)),
        (find_wrong_places, lambda page: page.replace(f'data-place="{PLACE}"', "", 1)),
        (find_wrong_places, lambda page: page.replace("<body>", f'<p data-place="{PLACE}">')),
        (
            find_wrong_places,
            lambda page: page.replace("<body>", '<p data-place="not.one.of-ours">'),
        ),
        (find_wrong_places, lambda page: page.replace("data-place", "data-plaice")),
        (find_leftovers, lambda page: page.replace("<body>", "<p>{count} min</p>")),
    ],
)
def test_a_fault_is_seen_by_its_rule(
    rule: Callable[[Examination], Iterator[str]], spoil: Callable[[str], str]
) -> None:
    assert list(rule(seen(made(spoil(GOOD)))))


@pytest.mark.parametrize(
    "paths",
    [["/etc/passwd"], ["../up.html"], ["a//b"], ["a\\b"], ["C:x"], [""], [], ["a.html", "A.html"]],
)
def test_a_path_that_leads_elsewhere_or_is_there_twice_is_seen(paths: list[str]) -> None:
    artifacts = tuple(artifact for path in paths for artifact in made(GOOD, path))

    assert list(find_bad_paths(seen(artifacts)))


# --- generators that are not pure ----------------------------------------------------------------


class NoOptions(BaseModel):
    """Nothing to choose."""


COUNTER: Final = count()


def counts(_model: Model[Text], _request: Request, _options: NoOptions) -> Iterator[Artifact]:
    yield Artifact("count.txt", str(next(COUNTER)).encode(), "text/plain")


counting: Final = SimpleNamespace(options=NoOptions, generate=counts)


def test_bytes_that_differ_from_one_time_to_the_next_are_seen() -> None:
    subject = Subject("tests.conformance.test_suite:counting")

    assert suite.fingerprint(subject) != suite.fingerprint(subject)


@pytest.mark.parametrize(
    "body",
    [
        "str(hash('word')).encode()",
        "__import__('os').environ.get('TZ', '').encode()",
        "str(__import__('pathlib').Path('w.txt').write_text('x')).encode()",
    ],
)
def test_what_another_process_makes_otherwise_or_writes_is_seen(
    tmp_path: Path, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "impure.py").write_text(
        "from pydantic import BaseModel\nfrom toimintamalli import Artifact\n"
        "class Options(BaseModel): pass\n"
        "class generator:\n    options = Options\n    @staticmethod\n"
        "    def generate(model, request, options):\n"
        f"        yield Artifact('a.txt', {body}, 'text/plain')\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "impure", raising=False)

    assert list(suite.find_differences(Subject("impure:generator")))
