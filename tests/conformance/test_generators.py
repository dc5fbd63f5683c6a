"""Every format that we ship by default keeps what the conformance suite asks of any generator."""

from importlib.metadata import distribution
from typing import Final

from tests.conformance.test_exports import SUBJECTS

from toimintamalli.testing.case import GeneratorCase
from toimintamalli.testing.suite import Subject, model_texts

GROUP: Final = "toimintamalli.generators"


class TestDocx(GeneratorCase):
    subject = Subject("toimintamalli_docx:generator")


class TestHtml(GeneratorCase):
    subject = Subject("toimintamalli_html:generator")


class TestJson(GeneratorCase):
    subject = Subject("toimintamalli_json:generator", expected=model_texts)


def test_no_generator_of_ours_is_left_unexamined() -> None:
    ours = {entry.name for entry in distribution("toimintamalli").entry_points.select(group=GROUP)}
    # npm carries the files of json; what a PDF says is read by two programs in tests/pdf.
    elsewhere = {"docx", "html", "json", "npm", "pdf"}

    assert ours - elsewhere == set(SUBJECTS)
