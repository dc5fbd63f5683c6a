"""A report as one page: read, print and pass on, with no script at all."""

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from toimintamalli import Artifact, Words
from toimintamalli.design import Colour
from toimintamalli.report.drawing import LEADING, SIZE, Drawing, Label, Mark
from toimintamalli.report.phrases import Line, Own, Phrase
from toimintamalli.report.tree import Report
from toimintamalli_html._assets import Assets, style
from toimintamalli_html._look import report_tokens
from toimintamalli_html._templates import render
from toimintamalli_html._voice import Voice
from toimintamalli_html.options import Options

_HALF: Final = 55
"""Half of a mark's side, in the drawing's units."""
_ROOM: Final = 90
"""Around a drawing, so that no mark at its edge is cut."""


class HtmlReporter:
    """Writes `<lang>/report.html`: everything inside it, and nothing that runs."""

    options = Options

    def report(self, report: Report, options: Options) -> Iterator[Artifact]:
        """Yield the page of a report."""
        del options
        yield Artifact(
            path=f"{report.language}/report.html",
            content=_page(report).encode(),
            media_type="text/html",
        )


def _page(report: Report) -> str:
    around = report.colophon
    words = Words({"untranslated": around.untranslated})
    voice = Voice(report.language, words, around.missing)
    tones = report_tokens(Colour(tone.dark) for tone in report.tones)
    return render(
        "report.html.j2",
        voice,
        assets=Assets(style("base", "report") + tones),
        links=(),
        report=report,
        around=around,
        line=lambda line: _line(voice, line),
        lang_of=lambda phrase: _lang(voice, phrase),
        string=lambda phrase: phrase.string,
        picture=lambda drawing: _picture(voice, drawing),
        room=_ROOM,
    )


def _line(voice: Voice, line: Line) -> Markup:
    """Return phrases as markup; people's own words are in no language that we could name."""
    return Markup().join(_phrase(voice, phrase) for phrase in line)


def _phrase(voice: Voice, phrase: Phrase) -> Markup:
    if isinstance(phrase, Own):
        return Markup('<span lang="" class="own">{}</span>').format(phrase.string)
    return voice.say(phrase)


def _lang(voice: Voice, phrase: Phrase) -> Markup:
    return Markup(' lang=""') if isinstance(phrase, Own) else voice.lang(phrase)


def _picture(voice: Voice, drawing: Drawing) -> Markup:
    """Return the shapes of a drawing; whoever sees none of them has its title and the table."""
    parts = [
        *(
            Markup('<line class="{} {}{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
                stroke.role,
                stroke.style,
                _tone(stroke.theme),
                stroke.x1,
                stroke.y1,
                stroke.x2,
                stroke.y2,
            )
            for stroke in drawing.strokes
        ),
        *(
            Markup('<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>').format(
                bar.x, bar.y, bar.width, bar.height
            )
            for bar in drawing.bars
        ),
        *(
            Markup('<path class="mark{}{}" d="{}"/>').format(
                " hollow" if mark.hollow else "", _tone(mark.theme), _outline(mark)
            )
            for mark in drawing.marks
        ),
        *(_label(voice, label) for label in drawing.labels),
    ]
    return Markup("\n").join(parts)


def _tone(theme: int) -> str:
    return f" theme-{theme}" if theme else ""


def _outline(mark: Mark) -> str:
    x, y, r = mark.x, mark.y, _HALF
    match mark.shape:
        case "disc":
            return f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"
        case "square":
            return f"M{x - r} {y - r}h{2 * r}v{2 * r}h{-2 * r}z"
        case "triangle":
            return f"M{x} {y - r}l{r} {2 * r}h{-2 * r}z"
        case "wedge":
            return f"M{x} {y + r}l{r} {-2 * r}h{-2 * r}z"
        case "diamond":
            d = r + 15
            return f"M{x} {y - d}l{d} {d}l{-d} {d}l{-d} {-d}z"


def _label(voice: Voice, label: Label) -> Markup:
    x = label.x + {"start": 0, "middle": label.width // 2, "end": label.width}[label.align]
    first = label.y + (LEADING + SIZE) // 2 - SIZE // 6
    look = label.align + (" strong" if label.strong else "") + _tone(label.theme)
    lines = [
        Markup('<text class="{}" x="{}" y="{}"{}>{}</text>').format(
            look, x, first + index * LEADING, _lang(voice, line), line.string
        )
        for index, line in enumerate(label.lines)
    ]
    return Markup("\n").join(lines)


reporter = HtmlReporter()
