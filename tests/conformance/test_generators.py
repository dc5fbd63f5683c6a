"""Every format that we ship by default keeps what the conformance suite asks of any generator."""

from toimintamalli.testing.case import GeneratorCase
from toimintamalli.testing.suite import Subject, model_texts


class TestDocx(GeneratorCase):
    subject = Subject("toimintamalli_docx:generator")


class TestHtml(GeneratorCase):
    subject = Subject("toimintamalli_html:generator")


class TestJson(GeneratorCase):
    subject = Subject("toimintamalli_json:generator", expected=model_texts)
