"""The page beside the workbook that opens several files: compares them, and follows up."""

from __future__ import annotations

from toimintamalli import About, Artifact, Language, Model, Request, Text, Workbook, localize
from toimintamalli.design import theme_shades
from toimintamalli_html._assets import Assets, script, style
from toimintamalli_html._links import links_of, neighbours_of
from toimintamalli_html._look import report_tokens
from toimintamalli_html._program import follow_up_of, known_of
from toimintamalli_html._templates import render
from toimintamalli_html._voice import Voice
from toimintamalli_html.options import Options

FILE = "follow-up.html"


def follow_up_page(
    model: Model[Text], request: Request, options: Options, workbook: Workbook, voice: Voice
) -> Artifact:
    """Return the page of one language."""
    language: Language = workbook.language
    view = localize(model, language, request.missing)
    page = render(
        "follow_up.html.j2",
        voice,
        assets=Assets(
            style("base", "plot", "report", "follow_up")
            + report_tokens(shade.dark for shade in theme_shades(model).values()),
            script("follow_up"),
        ),
        workbook=workbook,
        others=tuple(neighbours_of(model, request, language)),
        file=FILE,
        word_file="workbook.docx",
        links=tuple(links_of(model, request, options, language, FILE)),
        data=(
            ("program", follow_up_of(model, workbook, view, voice)),
            ("known", known_of(model, view, voice)),
        ),
        provenance=view.provenance,
        licence=model.licence_name,
    )
    about = About(
        language=language,
        title=voice.words["follow-up-title"].string,
        purpose=voice.words["follow-up-purpose"].string,
        download=voice.words.fill(
            "follow-up-download", language=language, version=workbook.version
        ).string,
    )
    return Artifact(f"{language}/{FILE}", page.encode(), "text/html", about)
