"""The page that an editor or translator looks at: texts side by side, states, findings."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from urllib.parse import urlencode

from toimintamalli import messages
from toimintamalli.findings import Finding, Position
from toimintamalli.model.ids import Language
from toimintamalli.translation.history import Released
from toimintamalli.translation.ordering import place_in_order
from toimintamalli.translation.state import State, Translation
from toimintamalli.translation.wording import compare_words
from toimintamalli.translation.workspace import Workspace


@dataclass(frozen=True)
class View:
    """What the page shows."""

    language: Language
    state: State | None = None
    """Only texts in this state; none means all of them."""
    file: str = ""
    """Only texts of this file; none means all of them."""
    words: str = ""
    """Only texts that hold these letters, in either language or in their key."""
    since_release: bool = False
    """Only texts that have changed, in either language, since the last release."""
    readers: bool = False
    """Whether what readers get stands beside the texts."""

    def address(self, state: State | None, *, readers: bool | None = None) -> str:
        """Return where the same is shown of the texts in another state, or beside another page."""
        is_beside = self.readers if readers is None else readers
        asked = {
            "language": self.language,
            "state": state,
            "file": self.file,
            "words": self.words,
            "since": "release" if self.since_release else "",
            "readers": "yes" if is_beside else "",
        }
        return "/?" + urlencode({name: said for name, said in asked.items() if said})

    def holds(self, text: Translation) -> bool:
        """Tell whether a text is of the file and has the words that were asked for."""
        wanted = self.words.casefold()
        said = (text.source, text.target, text.key)
        return self.file in ("", text.file) and any(wanted in string.casefold() for string in said)


@dataclass(frozen=True)
class Page:
    """Makes the page for a reader of one interface language."""

    reader: str
    previous: Callable[[Translation], str]
    """Tells the source text that a translation was made from, as far as it is known."""
    token: str = ""
    """What the page has to send with an edit."""
    stamp: str = ""
    """What the content's files were when it was made."""
    released: Released | None = None
    """The content as it was last released, where that is known."""

    def show(self, workspace: Workspace, findings: Sequence[Finding], view: View) -> str:
        """Return the page about the texts of one language, as HTML."""
        everything = [
            translation
            for translation in workspace.translations
            if translation.language == view.language
        ]
        source = workspace.content.source
        texts = [
            translation
            for translation in everything
            if view.holds(translation)
            and not (view.since_release and self._is_as_released(translation, source))
        ]
        shown = [text for text in texts if view.state in (None, text.state)]
        body = (
            self._languages(workspace.languages, view)
            + self._search(dict.fromkeys(translation.file for translation in everything), view)
            + self._states(texts, view)
            + self._findings(findings)
            + self._beside_readers(
                self._files(workspace, shown, view.language, findings), view, workspace
            )
        )
        return self._whole(body)

    def show_findings(self, findings: Sequence[Finding]) -> str:
        """Return the page about content that can't be read."""
        return self._whole(self._findings(findings))

    def _whole(self, body: str) -> str:
        title = escape(self._say("preview-title"))
        return (
            f'<!doctype html><html lang="{self.reader}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
            f'<meta name="token" content="{escape(self.token)}">'
            f'<meta name="stamp" content="{escape(self.stamp)}">'
            '<link rel="stylesheet" href="/style.css"><script src="/script.js" defer></script>'
            f"</head><body{self._sayings()}><h1>{title}</h1>{body}</body></html>\n"
        )

    def _sayings(self) -> str:
        """Return the words that the script needs."""
        return "".join(
            f' data-{saying}="{escape(self._say(f"preview-{saying}"))}"'
            for saying in ("save", "cancel", "not-reached")
        )

    def _is_as_released(self, text: Translation, source: Language) -> bool:
        def then(language: Language) -> str:
            name = f"{language}/{text.file}"
            return self.released.text(name, text.path) if self.released else ""

        # Words that a format brings along stand in no file of the source.
        sources = {text.source, ""} if text.has_placeholders else {text.source}
        return then(source) in sources and then(text.language) == text.target

    def _languages(self, languages: Iterable[Language], view: View) -> str:
        links = [
            (f"/?language={language}", language, language == view.language)
            for language in languages
        ]
        return _links(self._say("preview-languages"), links)

    def _states(self, texts: Iterable[Translation], view: View) -> str:
        counts = Counter(text.state for text in texts)
        everything = (
            view.address(None),
            f"{self._say('preview-all')} {counts.total()}",
            view.state is None,
        )
        links = [
            (view.address(state), f"{self._name(state)} {counts[state]}", state is view.state)
            for state in State
            if counts[state]
        ]  # fmt: skip
        return _links(self._say("preview-states"), [everything, *links])

    def _beside_readers(self, texts: str, view: View, workspace: Workspace) -> str:
        """Return the texts, with a link to what readers get or with that beside them."""
        if view.language not in workspace.content.languages:
            return texts
        name = self._say("preview-readers")
        address = view.address(view.state, readers=not view.readers)
        link = _links(name, [(address, name, view.readers)])
        if not view.readers:
            return link + texts
        frame = (
            f'<iframe sandbox="allow-scripts" title="{escape(name)}"'
            f' src="/readers?{escape(urlencode({"language": view.language}))}"></iframe>'
        )
        return f'{link}<div class="halves"><div>{texts}</div>{frame}</div>'

    def _search(self, files: Iterable[str], view: View) -> str:
        """Return what chooses a file, and texts by the words in them."""
        chosen = [("", self._say("preview-all")), *((file, file) for file in files)]
        options = "".join(
            f'<option value="{escape(value)}"{" selected" if value == view.file else ""}>'
            f"{escape(name)}</option>"
            for value, name in chosen
        )
        kept = f'<input type="hidden" name="language" value="{escape(view.language)}">'
        if view.state:
            kept += f'<input type="hidden" name="state" value="{escape(view.state)}">'
        if view.readers:
            kept += '<input type="hidden" name="readers" value="yes">'
        since = ""
        if self.released:
            checked = " checked" if view.since_release else ""
            said = escape(self._say("preview-since"))
            since = (
                f'<label><input type="checkbox" name="since" value="release"{checked}> {said}'
                "</label> "
            )
        return (
            f'<form action="/" role="search">{kept}'
            f'<label>{escape(self._say("preview-file"))} <select name="file">{options}</select>'
            f"</label> <label>{escape(self._say('preview-words'))} "
            f'<input type="search" name="words" value="{escape(view.words)}"></label> {since}'
            f"<button>{escape(self._say('preview-search'))}</button></form>"
        )

    def _findings(self, findings: Sequence[Finding]) -> str:
        if not findings:
            return ""
        listed = "".join(f"<li>{escape(finding.as_text(self.reader))}</li>" for finding in findings)
        title = escape(self._say("preview-findings", count=len(findings)))
        return f'<section class="findings"><h2>{title}</h2><ul>{listed}</ul></section>'

    def _files(
        self,
        workspace: Workspace,
        texts: Iterable[Translation],
        language: str,
        findings: Sequence[Finding],
    ) -> str:
        source = workspace.content.source
        placed = place_in_order(workspace.content, texts)
        head = f"<tr><th>{escape(source)}</th><th>{escape(language)}</th></tr>"
        told = {line: list(found) for line, found in _by_line(findings)}
        return "".join(
            f"<section><h2>{escape(file)}</h2><table><thead>{head}</thead><tbody>"
            + "".join(self._row(text, source, place, told) for text, place in rows)
            + "</tbody></table></section>"
            for file, rows in groupby(placed, key=lambda row: row[0].file)
        )

    def _row(
        self,
        text: Translation,
        source: Language,
        place: Position | None,
        told: Mapping[tuple[str, int], Sequence[Finding]],
    ) -> str:
        old = self.previous(text)
        change = f"<p class=change>{escape(compare_words(old, text.source))}</p>" if old else ""
        facts = f"{self._name(text.state)} · {text.path} · {text.position}"
        here = text.position if text.target else None
        return (
            f'<tr class="{text.state}"><td lang="{escape(source)}">{_paragraphs(text.source)}'
            f"{change}{self._beside(told, place)}<small>{escape(str(place or ''))}</small>"
            f"{self._button(text, source, text.source) if place else ''}</td>"
            f'<td lang="{escape(text.language)}">{_paragraphs(text.target)}'
            f"{self._beside(told, here)}<small>{escape(facts)}</small>"
            f"{self._button(text, text.language, text.target)}</td></tr>"
        )

    def _button(self, text: Translation, language: Language, was: str) -> str:
        """Return what opens a text for being edited, with all that an edit has to say."""
        if not self.token or text.state is State.ORPHAN:
            return ""
        facts = {
            "language": language,
            "file": text.file,
            "path": text.path,
            "was": was,
            "source": text.source,
        }
        held = "".join(f' data-{name}="{escape(said)}"' for name, said in facts.items())
        return f'<button class="edit"{held}>{escape(self._say("preview-edit"))}</button>'

    def _beside(
        self, told: Mapping[tuple[str, int], Sequence[Finding]], place: Position | None
    ) -> str:
        """Return what is wrong with a text, where it stands."""
        found = told.get((place.file, place.line), ()) if place else ()
        said = (
            " – ".join(filter(None, (e.message(self.reader), e.hint(self.reader)))) for e in found
        )
        return "".join(f'<p class="wrong">{escape(sentence)}</p>' for sentence in said)

    def _name(self, state: State) -> str:
        return self._say(f"state-{state.value}")

    def _say(self, code: str, **facts: object) -> str:
        return messages.say(code, self.reader, **facts)


def _by_line(
    findings: Iterable[Finding],
) -> Iterator[tuple[tuple[str, int], Iterator[Finding]]]:
    ordered = sorted(findings)
    return groupby(ordered, key=lambda finding: (finding.position.file, finding.position.line))


def _links(label: str, links: Iterable[tuple[str, str, bool]]) -> str:
    listed = "".join(
        f'<a href="{escape(address)}"{" aria-current=true" if is_here else ""}>{escape(name)}</a>'
        for address, name, is_here in links
    )
    return f'<nav aria-label="{escape(label)}">{listed}</nav>'


def _paragraphs(text: str) -> str:
    return (
        "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n") if paragraph)
        or "<p>–</p>"
    )
