"""A workbook of 200 questions, 100 tables and 1,360 controls, and how others write as much."""

from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from toimintamalli import LocalizedText, Missing, Workbook
from toimintamalli.design import Colour, shade
from toimintamalli.model.ids import Language, Slug, Version
from toimintamalli.workbook.block import Asking, Group
from toimintamalli.workbook.place import Choice, Place
from toimintamalli.workbook.tree import Section
from toimintamalli_docx.document import write_document
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.options import Edition
from toimintamalli_docx.template import own_look
from toimintamalli_docx.text import Speech

SCALES: Final = 40
STATEMENTS: Final = 5
CARDS: Final = 20
FORMS: Final = 10
FIELDS: Final = 14
TABLES: Final = SCALES + CARDS + FORMS * 4
"""Four fields of a form stand side by side, in a table of their own."""
QUESTIONS: Final = SCALES * STATEMENTS
CONTROLS: Final = QUESTIONS * 6 + CARDS + FORMS * FIELDS
"""Five values and who can't say for each question, a box for each card, the fields of the forms."""
STATEMENT: Final = "Kuinka hyvin yhteistyömme ottaa huomioon mielen hyvinvoinnin työpaikalla"
PROMPT: Final = "Mitä sovimme tästä ja kuka siitä vastaa"
_FI: Final = Language("fi")
_VALUES: Final = tuple(Choice(value=each) for each in range(1, 6))


def text(string: str) -> LocalizedText:
    return LocalizedText(string, _FI)


class _Words(dict[str, LocalizedText]):
    """Every word, as its own name."""

    def __missing__(self, name: str) -> LocalizedText:
        return text(name)

    def fill(self, name: str, **facts: object) -> LocalizedText:
        del facts
        return self[name]


def draft() -> Draft:
    words = _Words()
    speech = Speech(_FI, Missing.SOURCE, words["untranslated"])
    return Draft(workbook(), words, speech, Edition.FILL, shade(Colour("1F4E5F")))  # type: ignore[arg-type] # stands in for Words, so that reading words is not measured


def workbook() -> Workbook:
    """The workbook: what a generator is given."""
    blocks = (
        *(_scales(number) for number in range(SCALES)),
        _questions(),
        *(_form(number) for number in range(FORMS)),
    )
    section = Section(key="all", id=Slug("all"), title=text("Kaikki"), blocks=blocks)
    return Workbook(
        model=Slug("large"), version=Version("1.0.0"), language=_FI, profile=Slug("all"),
        title=text("Malli"), subtitle=text("Kirja"), purpose=text("Mittaukseen."), pages=99,
        sections=(section,),
    )  # fmt: skip


def _scales(number: int) -> Asking:
    places = tuple(
        Place.model_validate(
            {
                "id": f"t.question.s-{number}-{each}",
                "kind": "scale",
                "number": f"{number}.{each}",
                "prompt": text(f"{STATEMENT} {each}?"),
                "choices": _VALUES,
            }
        )
        for each in range(STATEMENTS)
    )
    groups = (Group(places=places),)
    return Asking(
        id=f"s-{number}", layout="scales", name=Slug("all"), title=text("Arvio"), groups=groups
    )


def _questions() -> Asking:
    places = tuple(_place(f"t.question.o-{number}") for number in range(CARDS))
    return Asking(
        id="o",
        layout="questions",
        name=Slug("all"),
        title=text("Pohtikaa"),
        lead=text("Yhdessä."),
        groups=(Group(places=places),),
    )


def _form(number: int) -> Asking:
    places = tuple(_place(f"all.form-{number}.f-{each}") for each in range(FIELDS))
    groups = (Group(places=places),)
    return Asking(
        id=f"f-{number}", layout="fields", name=Slug("all"), title=text("Tiedot"), groups=groups
    )


def _place(id_: str) -> Place:
    return Place.model_validate({"id": id_, "kind": "text", "prompt": text(PROMPT), "lines": 2})


def ours(book: Draft) -> bytes:
    return write_document(book, "CC BY 4.0", own_look(book.ink, "fi-FI"), None)


def parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def deflate(parts: dict[str, bytes]) -> bytes:
    """The floor: the finished parts, only zipped."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def python_docx() -> bytes:
    """The same tables and texts with python-docx as its users write it; no control at all."""
    import docx  # noqa: PLC0415 -- not part of what is measured of ours

    document = docx.Document()
    document.add_heading("Kaikki")
    for number in range(SCALES):
        document.add_heading("Arvio", 2)
        table = document.add_table(1 + STATEMENTS, 7, style="Table Grid")
        rows = table.rows
        for cell, said in zip(rows[0].cells, ("Nro", "Kysymys", *"12345"), strict=True):
            cell.text = said
        for each in range(STATEMENTS):
            said = (f"{number}.{each}", f"{STATEMENT} {each}?", *("☐" * 5))
            for cell, shown in zip(rows[1 + each].cells, said, strict=True):
                cell.text = shown
    for _ in range(CARDS):
        document.add_table(2, 1, style="Table Grid").rows[0].cells[0].text = PROMPT
        document.add_paragraph()
    for _ in range(FORMS):
        table = document.add_table(FIELDS, 2, style="Table Grid")
        for row in table.rows:
            row.cells[0].text = PROMPT
        document.add_paragraph()
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def docxtpl_template(path: Path) -> None:
    """A template in which docxtpl repeats rows; the tables are as many and as large."""
    import docx  # noqa: PLC0415 -- not part of what is measured of ours

    document = docx.Document()
    for number in range(SCALES):
        table = document.add_table(3, 7, style="Table Grid")
        table.rows[0].cells[0].text = f"{{%tr for row in scales[{number}] %}}"
        for cell, name in zip(table.rows[1].cells, "abcdefg", strict=True):
            cell.text = f"{{{{ row.{name} }}}}"
        table.rows[2].cells[0].text = "{%tr endfor %}"
        document.add_paragraph()
    for _ in range(CARDS):
        document.add_table(2, 1, style="Table Grid").rows[0].cells[0].text = "{{ prompt }}"
        document.add_paragraph()
    for _ in range(FORMS):
        table = document.add_table(FIELDS, 2, style="Table Grid")
        for row in table.rows:
            row.cells[0].text = "{{ prompt }}"
        document.add_paragraph()
    document.save(str(path))


def docxtpl(template: Path) -> bytes:
    rows = [
        [
            dict(zip("abcdefg", (f"{n}.{e}", f"{STATEMENT} {e}?", *("☐" * 5)), strict=True))
            for e in range(STATEMENTS)
        ]
        for n in range(SCALES)
    ]
    document = import_module("docxtpl").DocxTemplate(template)
    document.render({"scales": rows, "prompt": PROMPT})
    data = BytesIO()
    document.save(data)
    return data.getvalue()
