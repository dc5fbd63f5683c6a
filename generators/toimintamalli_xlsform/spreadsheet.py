"""An Excel workbook of plain tables, zipped so that the bytes never vary.

Written directly: openpyxl writes the time of day into `docProps/core.xml` and into the archive,
and takes a text that begins with = for a formula.
Format: ECMA-376, part 1, SpreadsheetML, with inline strings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Row = Sequence[str]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can tell."""
_UNIX: Final = 3
_READABLE: Final = 0o644 << 16


def write_spreadsheet(sheets: Mapping[str, Iterable[Row]]) -> bytes:
    """Return the bytes of an Excel file: sheet name → rows of texts, the first the headings."""
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in _parts(sheets):
            info = ZipInfo(name, _EPOCH)
            # Python writes the machine's own system and rights otherwise.
            info.create_system, info.external_attr = _UNIX, _READABLE
            archive.writestr(info, (_HEAD + content).encode(), ZIP_DEFLATED, 6)
    return data.getvalue()


def _parts(sheets: Mapping[str, Iterable[Row]]) -> Iterator[tuple[str, str]]:
    files = [f"sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    yield "[Content_Types].xml", _content_types(files)
    yield "_rels/.rels", _relationships({"officeDocument": "xl/workbook.xml"})
    yield "xl/workbook.xml", _workbook(sheets)
    targets = {f"worksheet#{each}": f"worksheets/{each}" for each in files}
    yield "xl/_rels/workbook.xml.rels", _relationships(targets)
    for file, rows in zip(files, sheets.values(), strict=True):
        yield f"xl/worksheets/{file}", _worksheet(rows)


def _content_types(files: Iterable[str]) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/{each}" ContentType="{_TYPE}.worksheet+xml"/>'
        for each in files
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f"{sheets}</Types>"
    )


def _relationships(targets: Mapping[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_DOCUMENT}/{kind.partition("#")[0]}"'
        f' Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _workbook(names: Iterable[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{sheets}</sheets></workbook>'


def _worksheet(rows: Iterable[Row]) -> str:
    lines = "".join(
        f'<row r="{number}">{"".join(_cells(number, row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _cells(number: int, row: Row) -> Iterator[str]:
    for index, text in enumerate(row):
        if text:
            yield (
                f'<c r="{_column(index)}{number}" t="inlineStr">'
                f'<is><t xml:space="preserve">{escape(text)}</t></is></c>'
            )


def _column(index: int) -> str:
    """Return the letters of a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
