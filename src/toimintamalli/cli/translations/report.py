"""The state of the translations as people and tools read it."""

import json
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Final

from toimintamalli.cli.translations.history import find_previous, show_change
from toimintamalli.cli.ui import Ui
from toimintamalli.translation.progress import Progress, measure
from toimintamalli.translation.state import State, Translation
from toimintamalli.translation.workspace import Workspace

_FINE: Final = {State.CURRENT}
_BAR: Final = 20


def as_text(workspace: Workspace, ui: Ui) -> str:
    """Return a table of the languages, and a line for each text that needs work."""
    rows = [_row(progress, ui) for progress in _progress(workspace)]
    lines = (
        line for translation in _open(workspace) for line in _lines(workspace, translation, ui)
    )
    return "".join(f"{row}\n" for row in (*rows, *lines))


def as_json(workspace: Workspace, ui: Ui) -> str:
    """Return the same as JSON, for tools."""
    del ui
    report = {
        "source": workspace.content.source,
        "languages": [
            {
                "language": progress.language,
                "total": progress.total,
                "done": progress.done,
                "percent": progress.percent,
                "states": {state.value: progress.counts.get(state, 0) for state in State},
            }
            for progress in _progress(workspace)
        ],
        "open": [
            {
                "key": translation.key,
                "language": translation.language,
                "state": translation.state,
                "file": translation.position.file,
                "line": translation.position.line,
                "column": translation.position.column,
                "source": translation.source,
                "previous_source": find_previous(workspace, translation) or None,
                "target": translation.target,
            }
            for translation in _open(workspace)
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def as_html(workspace: Workspace, ui: Ui) -> str:
    """Return the same as one page without scripts, for a person with a browser."""
    title = escape(ui.say("translation-state"))
    rows = "".join(
        f"<tr><th scope=row>{escape(progress.language)}<td>{progress.percent} %"
        f"<td><progress max={max(progress.total, 1)} value={progress.done}></progress>"
        f"<td>{progress.done}/{progress.total}"
        for progress in _progress(workspace)
    )
    texts = "".join(
        f"<tr><th scope=row>{escape(translation.key)}<td>{escape(_named(translation.state, ui))}"
        f"<td lang={escape(workspace.content.source)}>{escape(show_change(workspace, translation))}"
        f"<td lang={escape(translation.language)}>{escape(translation.target)}"
        f"<td>{escape(str(translation.position))}"
        for translation in _open(workspace)
    )
    return (
        f'<!doctype html><html lang="{ui.language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{_STYLE}</style><h1>{title}</h1><table>{rows}</table><table>{texts}</table></html>\n"
    )


def as_badge(workspace: Workspace, ui: Ui) -> str:
    """Return an SVG badge with the share of each language, for a README."""
    words = "  ".join(
        f"{progress.language} {progress.percent} %" for progress in _progress(workspace)
    )
    label = escape(ui.say("translation-state"))
    width = 12 + 7 * len(words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img">'
        f"<title>{label}: {escape(words)}</title>"
        f'<rect width="{width}" height="20" rx="3" fill="#1f4e5f"/>'
        f'<text x="6" y="14" fill="#fff" font-family="sans-serif" font-size="11">'
        f"{escape(words)}</text></svg>\n"
    )


REPORTS: Final[Mapping[str, Callable[[Workspace, Ui], str]]] = {
    "text": as_text,
    "json": as_json,
    "html": as_html,
    "badge": as_badge,
}

_STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem;max-width:80rem}"
    "td,th{text-align:left;vertical-align:top;padding:.25rem .75rem;border-bottom:1px solid #ccc;"
    "overflow-wrap:anywhere}"
)


def _progress(workspace: Workspace) -> list[Progress]:
    return measure(workspace.translations, workspace.languages)


def _open(workspace: Workspace) -> list[Translation]:
    return [translation for translation in workspace.translations if translation.state not in _FINE]


def _row(progress: Progress, ui: Ui) -> str:
    filled = progress.percent * _BAR // 100
    states = ", ".join(
        f"{_named(state, ui)} {progress.counts[state]}"
        for state in State
        if progress.counts.get(state)
    )
    bar = "█" * filled + "░" * (_BAR - filled)
    return f"{progress.language}  {bar} {progress.percent:3} %  {states}"


def _lines(workspace: Workspace, translation: Translation, ui: Ui) -> Iterator[str]:
    yield f"{translation.position}: {_named(translation.state, ui)}: {translation.key}"
    if find_previous(workspace, translation):
        yield f"  {show_change(workspace, translation)}"


def _named(state: State, ui: Ui) -> str:
    return ui.say(f"state-{state.value}")
