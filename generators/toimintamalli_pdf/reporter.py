"""The follow-up report as accessible PDF, to hand out and to file."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli import Artifact, LocalizedText
from toimintamalli.languages import language_data
from toimintamalli.report.tree import Report
from toimintamalli_pdf.book import tokens
from toimintamalli_pdf.generator import MEDIA_TYPE
from toimintamalli_pdf.options import Options
from toimintamalli_pdf.plain import fields, plain
from toimintamalli_pdf.typesetting import typeset


class PdfReporter:
    """Writes `<lang>/report.pdf` in the same look as what was printed for the meeting."""

    options = Options

    def report(self, report: Report, options: Options) -> Iterator[Artifact]:
        """Yield the PDF of a report."""
        data = fields(report, report.language) | {
            "foot": plain(_foot(report), report.language),
            "leftward": language_data(report.language).direction == "rtl",
            "modelTitle": plain(report.model_title, report.language),
            "paper": options.paper,
            "tokens": tokens(options.colour),
        }
        yield Artifact(
            path=f"{report.language}/report.pdf",
            content=typeset("report.typ", data, report.language, options.font),
            media_type=MEDIA_TYPE,
        )


def _foot(report: Report) -> LocalizedText:
    around = report.colophon
    said = f"{report.title.string} · {around.version.string} · {around.licence}"
    return LocalizedText(said, report.title.language, report.title.fallback)


reporter = PdfReporter()
