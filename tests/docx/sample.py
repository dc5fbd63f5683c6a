"""A workbook with every kind of block and place, of words that no editor changes.

The subject is far from ours (a village choir), so that nothing of ours can be taken for granted.
"""

from typing import Final

from tests.docx.word_file import WordFile

from toimintamalli import LocalizedText, Missing, Model, Text, Workbook, words_for
from toimintamalli.design import Colour, shade
from toimintamalli.model.ids import ItemId, Language, PartyId, Slug, ThemeId, Url, Version
from toimintamalli.workbook import block as b
from toimintamalli.workbook.place import Choice, Place
from toimintamalli.workbook.tree import Section
from toimintamalli_docx.document import write_document
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.options import Edition
from toimintamalli_docx.template import own_look
from toimintamalli_docx.text import Speech

FI: Final = Language("fi")
LONG: Final = "Kansainvälisyyskasvatussuunnitelmatyöryhmä"
"""A compound as long as Finnish makes them, which must not overflow its column."""


def text(string: str, language: Language = FI) -> LocalizedText:
    return LocalizedText(string, language, fallback=language != FI)


def place(id_: str, kind: str = "text", **facts: object) -> Place:
    prompt = text(f"Kohta {id_.rsplit('.', maxsplit=1)[-1]}")
    return Place.model_validate({"id": id_, "kind": kind, "prompt": prompt, **facts})


def choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(value=label.lower(), label=text(label)) for label in labels)


VALUES: Final = (
    Choice(value=1, label=text("hiljaa")),
    *(Choice(value=each) for each in (2, 3, 4)),
    Choice(value=5, label=text("lujaa")),
)
VOICES: Final = choices("Sopraano", "Altto", "Tenori", "Basso")
MANY: Final = choices(*(f"Vaihtoehto {number} pitkällä nimellä" for number in range(1, 9)))


def _scales() -> b.Asking:
    places = tuple(
        place(
            f"song.question.loud-{number}",
            "scale",
            number=f"1.{number}",
            prompt=text(f"Kuinka kuuluvasti laulamme säkeistön {number}?"),
            choices=VALUES,
        )
        for number in range(1, 5)
    )
    return b.Asking(
        id="now.loud", layout="scales", name=Slug("loud"), title=text("Kuuluvuus"),
        beside=(text("Naiskuoro"), text(LONG[:16])), groups=(b.Group(places=places),),
    )  # fmt: skip


def _questions() -> b.Asking:
    places = tuple(
        place(f"song.question.why-{n}", number=f"1.{n}", lines=5, prompt=text("Miksi laulamme?"))
        for n in (5, 6)
    )
    groups = (
        b.Group(places=places[:1]),
        b.Group(title=text("Ryhmä"), places=places[1:]),
    )
    return b.Asking(
        id="now.why",
        layout="questions",
        name=Slug("why"),
        title=text("Miksi"),
        lead=text("Puhukaa."),
        groups=groups,
    )


def _checklist() -> b.Asking:
    places = tuple(
        place(
            f"song.practice.sing-{n}",
            "check",
            number=f"1.{n}",
            prompt=text("Laulakaa."),
            reasons=(text("koska se auttaa"), text("koska se kuuluu")) if n == 1 else (),
            ours=n == 2,
        )
        for n in range(1, 4)
    )
    group = b.Group(audience=(PartyId("choir"),), title=text("Kuoro"), places=places)
    return b.Asking(
        id="now.sing",
        layout="checklist",
        name=Slug("sing"),
        of="practices",
        title=text("Toimi"),
        lead=text("Valitkaa."),
        groups=(group,),
    )


def _form() -> b.Asking:
    places = (
        place("now.form.name", given="Kyläkuoro"),
        place("now.form.day", "date", given="2026-02-01"),
        place("now.form.other-day", "date"),
        place("now.form.voice", "choice", choices=VOICES),
        place("now.form.many", "choice", choices=MANY),
        place("now.form.sure", "check"),
        place("now.form.story", lines=3, prompt=text(f"{LONG}: mitä tapahtui?")),
    )
    groups = (b.Group(places=places),)
    return b.Asking(
        id="now.form", layout="fields", name=Slug("form"), title=text("Tiedot"), groups=groups
    )


def _table() -> b.Asking:
    song, voice, who, day = (text(each) for each in ("Laulu", "Ääni", "Vastuurooli", "Päivä"))
    rows = tuple(
        b.Group(
            number=n,
            places=(
                place(f"plan.songs-{n}.song", lines=2, prompt=song),
                place(f"plan.songs-{n}.voice", "choice", choices=VOICES, prompt=voice),
                place(f"plan.songs-{n}.who", "choice", choices=MANY, prompt=who),
                place(f"plan.songs-{n}.day", "date", prompt=day),
            ),
        )
        for n in range(1, 4)
    )
    return b.Asking(
        id="plan.songs", layout="table", name=Slug("songs"), title=text("Laulut"), groups=rows
    )


def _cards() -> b.Asking:
    cards = tuple(
        b.Group(
            number=n, places=(place(f"plan.card-{n}.what", lines=2), place(f"plan.card-{n}.who"))
        )
        for n in (1, 2)
    )
    return b.Asking(
        id="plan.cards", layout="cards", name=Slug("cards"), title=text("Kortti"), groups=cards
    )


def _reading() -> tuple[b.Block, ...]:
    stop_names = ("Viritä", "Harjoittele", "Esiinny")
    stops = tuple(
        b.Stop(theme=ThemeId(f"t{n}"), number=str(n), title=text(name), heading=text("Yhdessä"))
        for n, name in enumerate(stop_names, 1)
    )
    rows = tuple(
        b.AgendaRow(section=f"s{n}", title=text(name), minutes=10 * n)
        for n, name in enumerate(stop_names, 1)
    )
    entries = (
        b.Entry(item=ItemId("song.point.a"), number="1.1", text=text("Laulu soi.\n\nSe soi.")),
        b.Entry(
            item=ItemId("song.point.b"), number="1.2", title=text("Kerran"), text=text("Soi."),
            ours=True,
        ),
        b.Entry(
            item=ItemId("song.point.c"), number="1.3", text=text("In English.", Language("en"))
        ),
    )  # fmt: skip
    definitions = (
        b.Definition(id=Slug("a"), term=text("kuoro"), text=text("joukko laulajia")),
        b.Definition(
            id=Slug("b"), term=text("lähde"), text=text("sivu"),
            link=Url("https://example.org/?a=1&b=2"),
        ),
    )  # fmt: skip
    return (
        b.Prose(id="a.notice", style="notice", text=text("Ei nimiä.")),
        b.Prose(id="a.guide", style="guide", text=text("5 min: Lukekaa.\n\nKaikki.")),
        b.Prose(id="a.body", style="body", text=text("Tavallista tekstiä.")),
        b.Path(id="a.path", title=text("Polku"), description=text("Polku kulkee."), stops=stops),
        b.Agenda(id="a.agenda", title=text("Kulku"), rows=rows, minutes=60),
        b.Items(id="a.items", of="points", title=text("Nostot"), entries=entries),
        b.Definitions(id="a.terms", of="terms", title=text("Sanat"), entries=definitions),
    )


def sample_workbook() -> Workbook:
    """The workbook of the village choir."""
    sections = (
        Section(key="read", id=Slug("read"), title=text("Lukekaa"), blocks=_reading()),
        Section(
            key="now.song", id=Slug("now"), title=text("Nyt"), subject=text("Laulu"),
            heading=text("Soikoon"), number="1", theme=ThemeId("song"), minutes=20,
            blocks=(_scales(), _questions(), _checklist()),
        ),
        Section(
            key="plan", id=Slug("plan"), title=text("Suunnitelma"),
            blocks=(_form(), _table(), _cards()),
        ),
    )  # fmt: skip
    rows = tuple(
        b.ContentsRow(section=section.key, title=section.title, subject=section.subject)
        for section in sections
    )
    listed = b.Contents(id="toc.list", title=text("Osiot"), rows=rows)
    contents = Section(key="toc", id=Slug("toc"), title=text("Sisällys"), blocks=(listed,))
    return Workbook(
        model=Slug("choir"), version=Version("1.2.3"), language=FI, profile=Slug("all"),
        title=text("Kuoron malli"), subtitle=text("Laulukirja"), purpose=text("Laulajille."),
        pages=9, sections=(contents, *sections),
    )  # fmt: skip


def draft_of(
    model: Model[Text], book: Workbook, edition: Edition, missing: Missing = Missing.SOURCE
) -> Draft:
    words = words_for("docx", "toimintamalli_docx", model, FI, missing)
    speech = Speech(FI, missing, words["untranslated"])
    return Draft(book, words, speech, edition, shade(Colour("1F4E5F")), wording="0123456789abcdef")


def written(model: Model[Text], book: Workbook, edition: Edition) -> WordFile:
    """A workbook as a Word file, opened for checking."""
    return WordFile.open(written_bytes(model, book, edition))


def written_bytes(model: Model[Text], book: Workbook, edition: Edition) -> bytes:
    draft = draft_of(model, book, edition)
    return write_document(draft, "CC BY 4.0", own_look(draft.ink, "fi-FI"), None)
