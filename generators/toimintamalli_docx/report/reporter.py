"""Which Word file a report becomes."""

from collections.abc import Iterator
from typing import Final

from toimintamalli import Artifact, Words, Workbook
from toimintamalli.design import shade
from toimintamalli.model.ids import Slug
from toimintamalli.report.tree import Report
from toimintamalli_docx.document import write_body
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.generator import MEDIA_TYPE
from toimintamalli_docx.house import house_look
from toimintamalli_docx.logo import Logo, logo_paragraph, read_logo
from toimintamalli_docx.look import Look
from toimintamalli_docx.names import language_tag
from toimintamalli_docx.options import Edition, Options
from toimintamalli_docx.report.blocks import write_section
from toimintamalli_docx.template import own_look
from toimintamalli_docx.text import Speech, paragraph, paragraphs, run

_PROFILE: Final = Slug("report")


class DocxReporter:
    """Writes `<lang>/report.docx` in the same house style as the workbooks."""

    options = Options

    def report(self, report: Report, options: Options) -> Iterator[Artifact]:
        """Yield the Word file of a report."""
        draft = _draft(report, options)
        logo = read_logo(options.logo) if options.logo else None
        body = _cover(draft, report, logo) + "".join(
            write_section(draft, section, new_page=index > 0 and report.sections[index - 1].alone)
            for index, section in enumerate(report.sections)
        )
        yield Artifact(
            path=f"{report.language}/report.docx",
            content=write_body(
                draft,
                report.colophon.licence,
                _look(report, options),
                logo,
                body + _end(draft, report),
            ),
            media_type=MEDIA_TYPE,
        )


def _draft(report: Report, options: Options) -> Draft:
    """Return what a document's parts need to know; a report is a book without places."""
    book = Workbook(
        model=report.model,
        version=report.content_version,
        language=report.language,
        profile=_PROFILE,
        title=report.model_title,
        subtitle=report.title,
        purpose=report.purpose,
        pages=0,
        sections=(),
    )
    around = report.colophon
    words = Words({"content-version": around.version, "page": around.page})
    speech = Speech(report.language, around.missing, around.untranslated)
    tones = tuple(tone.dark for tone in report.tones)
    return Draft(book, words, speech, Edition.PRINT, shade(options.colour), tones=tones)


def _look(report: Report, options: Options) -> Look:
    colours, language = shade(options.colour), language_tag(report.language)
    if options.template is None:
        return own_look(colours, language)
    return house_look(options.template, colours, language)


def _cover(draft: Draft, report: Report, logo: Logo | None) -> str:
    shown = logo_paragraph(logo, report.organisation or report.title.string) if logo else ""
    whose = run(report.organisation, "<w:noProof/>") if report.organisation else ""
    when = draft.runs(report.date) if report.date else ""
    subtitle = run(" · ").join(filter(None, (whose, when))) or draft.runs(report.model_title)
    return (
        shown
        + paragraph("Title", draft.runs(report.title))
        + paragraph("Subtitle", subtitle)
        + paragraph("TmPurpose", draft.runs(report.purpose))
    )


def _end(draft: Draft, report: Report) -> str:
    around = report.colophon
    origin = (paragraph("TmSmall", draft.runs(text)) for text in paragraphs(around.provenance))
    return paragraph("TmNotice", draft.runs(around.privacy)) + "".join(origin)


reporter = DocxReporter()
