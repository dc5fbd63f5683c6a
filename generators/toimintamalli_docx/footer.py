"""What stands at the foot of each page: the model, its version and licence, the page."""

from toimintamalli_docx.draft import OURS, Draft
from toimintamalli_docx.look import Look
from toimintamalli_docx.namespaces import NAMESPACES
from toimintamalli_docx.package import CONTENT, HEAD, RELATIONSHIPS, Part
from toimintamalli_docx.text import field, paragraph, run


def footer_part(draft: Draft, licence: str, look: Look) -> Part:
    """Return the footer of a document."""
    shown = footer_text(draft, licence)
    return Part(
        id="footer",
        relationship=f"{RELATIONSHIPS}/footer",
        name="word/footer-workbook.xml",
        content_type=f"{CONTENT}.wordprocessingml.footer+xml",
        content=look.dress(f"{HEAD}<w:ftr{NAMESPACES}>{shown}</w:ftr>").encode(),
    )


def footer_text(draft: Draft, licence: str) -> str:
    """Return the paragraphs of the footer."""
    return _explained(draft) + paragraph("Footer", _line(draft, licence))


def _explained(draft: Draft) -> str:
    """Return what the sign behind our own items means, in a workbook that has any.

    In a paragraph of its own: the line below it is then the same in every workbook.
    """
    if not any(section.has_ours for section in draft.workbook.sections):
        return ""
    return paragraph("Footer", run(f"{OURS} ") + draft.word("by-us"))


def _line(draft: Draft, licence: str) -> str:
    version = draft.word("content-version", version=draft.workbook.version)
    page = field("PAGE", run("1")) + run("/") + field("NUMPAGES", run("1"))
    dot, tab = run(" · "), "<w:r><w:tab/></w:r>"
    return dot.join((draft.runs(draft.workbook.subtitle), version, run(licence))) + tab + page
