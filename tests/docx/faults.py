"""Faults that a Word file could have, each a way to break a good one."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from tests.docx import checks
from tests.docx.checks import Check
from tests.docx.word_file import (
    CORE,
    CUSTOM,
    GLOSSARY,
    MAIN,
    SETTINGS,
    STYLES,
    W14,
    Element,
    W,
    WordFile,
    text_of,
)


@dataclass(frozen=True)
class Fault:
    """One fault, and the check that must catch it."""

    name: str
    caught_by: Check
    seed: Callable[[WordFile], object]


def _set(path: str, attribute: str, said: str, part: str = MAIN) -> Callable[[WordFile], None]:
    return lambda file: file.one(path, part).set(f"{W}{attribute}", said)


def _remove(path: str, part: str = MAIN) -> Callable[[WordFile], None]:
    return lambda file: _drop(file.one(path, part))


def _clear(path: str, part: str = MAIN) -> Callable[[WordFile], None]:
    """Take away all that an element holds."""

    def seed(file: WordFile) -> None:
        owner = file.one(path, part)
        for each in list(owner):
            owner.remove(each)

    return seed


def _drop(element: Element) -> None:
    element.getparent().remove(element)


def _replace(part: str, old: bytes, new: bytes) -> Callable[[WordFile], None]:
    def seed(file: WordFile) -> None:
        changed = file.parts[part].replace(old, new, 1)
        assert changed != file.parts[part], f"{old!r} is not in {part}"
        file.parts[part] = changed

    return seed


def _add(
    path: str, tag: str, attributes: dict[str, str], part: str = MAIN
) -> Callable[[WordFile], None]:
    def seed(file: WordFile) -> None:
        owner = file.one(path, part)
        named = {f"{W}{name}": said for name, said in attributes.items()}
        owner.append(owner.makeelement(f"{W}{tag}", named))

    return seed


def _copy(path: str, name: str) -> Callable[[WordFile], None]:
    """Give the second element at a path the attribute of the first."""

    def seed(file: WordFile) -> None:
        first, second = file.find(path)[:2]
        second.set(name, first.get(name))

    return seed


def _text(path: str, said: str, part: str = MAIN) -> Callable[[WordFile], None]:
    def seed(file: WordFile) -> None:
        file.one(path, part).text = said

    return seed


def _nest_table(file: WordFile) -> None:
    cell = file.one("//w:tc")
    cell.insert(1, deepcopy(file.find("//w:tbl")[1]))


def _join_tables(file: WordFile) -> None:
    table = file.one("//w:body/w:tbl")
    table.addnext(deepcopy(table))


def _lift_row(file: WordFile) -> None:
    section = file.one("//w:sdt[w:sdtPr/w15:repeatingSection]")
    section.getparent().append(section.find(f"{W}sdtContent")[0])


def _lift_control(file: WordFile) -> None:
    control = file.one("//w:p/w:bookmarkStart/following-sibling::w:sdt")
    control.getparent().addnext(control)


def _turn_bookmark(file: WordFile) -> None:
    start = file.one("//w:bookmarkStart")
    end = file.one(f"//w:bookmarkEnd[@w:id='{start.get(f'{W}id')}']")
    start.addprevious(end)


def _blank_lines(file: WordFile) -> None:
    heading = file.one("//w:p[w:pPr/w:pStyle/@w:val='Heading1']")
    for _ in range(2):
        heading.addprevious(heading.makeelement(f"{W}p"))


def _end_cell_in_table(file: WordFile) -> None:
    cell = file.find("//w:tc")[-1]
    cell.append(deepcopy(file.one("//w:tbl")))


def _empty_header(file: WordFile) -> None:
    for element in file.find("//w:tbl[1]/w:tr[1]/w:tc[1]//w:r"):
        _drop(element)


def _answer_as_prompt(file: WordFile) -> None:
    _drop(file.one("//w:sdt[w:sdtPr/w:showingPlcHdr]/w:sdtContent//w:rPr"))


def _empty_link(file: WordFile) -> None:
    link = file.one("//w:hyperlink")
    for each in list(link):
        link.remove(each)


def _heading_without_text(file: WordFile) -> None:
    heading = file.one("//w:p[w:pPr/w:pStyle/@w:val='Heading2']")
    for each in heading.findall(f"{W}r"):
        heading.remove(each)


def _tick_without_mark(file: WordFile) -> None:
    file.one("//w14:checked").set(f"{W14}val", "1")


def _strip_spaces(file: WordFile) -> None:
    run = next(
        element for element in file.find("//w:t") if text_of(element) != text_of(element).strip()
    )
    del run.attrib["{http://www.w3.org/XML/1998/namespace}space"]


_FIRST_CONTROL: Final = "//w:sdt[w:sdtPr/w:tag and w:sdtPr/w:lock]/w:sdtPr"
_LIST: Final = "//w:dropDownList"
_MANY: Final = "x" * 65

FAULTS: Final = (
    Fault("a part that is cut off", checks.parts_are_well_formed,
          lambda f: f.parts.update({SETTINGS: f.parts[SETTINGS][:-9]})),
    Fault("an illegal character", checks.parts_are_well_formed,
          _replace(MAIN, b"</w:t>", b"\x0b</w:t>")),
    Fault("a part without a type", checks.parts_have_types,
          lambda f: f.parts.update({"word/extra.xml": b"<a/>"})),
    Fault("a lost part", checks.relationships_lead_somewhere, lambda f: f.parts.pop(STYLES)),
    Fault("a footer that is no relationship", checks.relationships_lead_somewhere,
          _replace(MAIN, b'r:id="footer"', b'r:id="footnote"')),
    Fault("a bookmark without an end", checks.bookmarks_are_paired, _remove("//w:bookmarkEnd")),
    Fault("a bookmark's end alone", checks.bookmarks_are_paired, _remove("//w:bookmarkStart")),
    Fault("a bookmark that ends before it starts", checks.bookmarks_are_paired, _turn_bookmark),
    Fault("two bookmarks of one name", checks.bookmarks_are_unique,
          _copy("//w:bookmarkStart", f"{W}name")),
    Fault("a bookmark with a long name", checks.bookmarks_are_unique,
          _set("//w:bookmarkStart", "name", "tm_" + "a" * 38)),
    Fault("a field without an end", checks.fields_are_balanced,
          _remove("//w:fldChar[@w:fldCharType='end']")),
    Fault("a field without a beginning", checks.fields_are_balanced,
          _remove("//w:fldChar[@w:fldCharType='begin']")),
    Fault("a field that wants to be updated", checks.fields_ask_nothing,
          _set("//w:fldChar", "dirty", "true")),
    Fault("a question at every opening", checks.fields_ask_nothing,
          _add("/w:settings", "updateFields", {"val": "true"}, SETTINGS)),
    Fault("two controls of one number", checks.controls_are_numbered,
          _copy("//w:sdtPr/w:id", f"{W}val")),
    Fault("two controls of one tag", checks.controls_are_tagged,
          _copy("//w:sdtPr[not(w14:checkbox)]/w:tag[../w:lock]", f"{W}val")),
    Fault("a control without a tag", checks.controls_are_tagged,
          _remove(f"{_FIRST_CONTROL}/w:tag")),
    Fault("a tag that Word cuts", checks.controls_are_tagged,
          _set(f"{_FIRST_CONTROL}/w:tag", "val", _MANY)),
    Fault("a title that Word cuts", checks.controls_have_titles,
          _set(f"{_FIRST_CONTROL}/w:alias", "val", _MANY)),
    Fault("a control without a title", checks.controls_have_titles,
          _remove(f"{_FIRST_CONTROL}/w:alias")),
    Fault("a control that can be deleted", checks.controls_stay,
          _remove(f"{_FIRST_CONTROL}/w:lock")),
    Fault("a control that can't be filled in", checks.controls_stay,
          _set(f"{_FIRST_CONTROL}/w:lock", "val", "sdtContentLocked")),
    Fault("a control around paragraphs", checks.controls_are_inline, _lift_control),
    Fault("a binding of one control alone", checks.controls_are_bound_together,
          _add(_FIRST_CONTROL, "dataBinding", {"xpath": "/a", "storeItemID": "{0}"})),
    Fault("a binding to nothing", checks.controls_are_bound_together,
          lambda f: f.parts.pop("customXml/itemProps1.xml")),
    Fault("a row that can't be deleted", checks.controls_stay,
          _add("//w:sdtPr[w:tag[contains(@w:val, '.practice.')]]", "lock", {"val": "sdtLocked"})),
    Fault("a table without a title", checks.tables_tell_what_they_are,
          _set("//w:tblCaption", "val", " ")),
    Fault("a table without a description", checks.tables_tell_what_they_are,
          _remove("//w:tblDescription")),
    Fault("the names of who comments", checks.settings_keep_no_names,
          _remove("//w:removePersonalInformation", SETTINGS)),
    Fault("a prompt that comes back in black", checks.prompts_keep_their_colour,
          lambda f: f.parts.pop("word/glossary/styles.xml")),
    Fault("pale words on a tint", checks.colours_can_be_read,
          _set("//w:tc//w:rPr/w:color", "val", "B0B0B0")),
    Fault("a prompt that is no building block", checks.prompts_are_prompts,
          _set("//w:sdtPr/w:placeholder/w:docPart", "val", "gone")),
    Fault("no building blocks", checks.prompts_are_prompts,
          _remove("//w:docPart", GLOSSARY)),
    Fault("a prompt that looks like an answer", checks.prompts_are_prompts, _answer_as_prompt),
    Fault("a list with equal values", checks.lists_are_distinct,
          _copy(f"{_LIST}[1]/w:listItem", f"{W}value")),
    Fault("a list with equal names", checks.lists_are_distinct,
          _copy(f"{_LIST}[1]/w:listItem", f"{W}displayText")),
    Fault("an empty list", checks.lists_are_distinct,
          _clear(_LIST)),
    Fault("a ticked box that looks empty", checks.boxes_show_their_state, _tick_without_mark),
    Fault("a repeating row outside its section", checks.rows_repeat_inside_sections, _lift_row),
    Fault("a table without a header row", checks.tables_have_header_rows, _remove("//w:tblHeader")),
    Fault("a header row that the SDK refuses", checks.tables_have_header_rows,
          _set("//w:tblHeader", "val", "true")),
    Fault("an empty header", checks.tables_have_header_rows, _empty_header),
    Fault("a nested table", checks.tables_are_plain, _nest_table),
    Fault("merged cells", checks.tables_are_plain,
          _add("//w:tcPr", "gridSpan", {"val": "2"})),
    Fault("a row that lacks a cell", checks.tables_are_plain, _remove("//w:tr[2]/w:tc")),
    Fault("a table wider than the page", checks.tables_fit_the_page,
          _set("//w:gridCol", "w", "9900")),
    Fault("tables that Word joins", checks.tables_are_apart, _join_tables),
    Fault("a cell that ends in a table", checks.cells_end_in_paragraphs, _end_cell_in_table),
    Fault("a row that may be split", checks.rows_are_not_split, _remove("//w:cantSplit")),
    Fault("the wrong language", checks.languages_agree,
          _set("//w:docDefaults//w:lang", "val", "en-US", STYLES)),
    Fault("no language", checks.languages_agree,
          _set("//w:docDefaults//w:lang", "val", "", STYLES)),
    Fault("a figure without text", checks.figures_have_texts,
          lambda f: f.one("//wp:docPr").set("descr", " ")),
    Fault("a heading that skips a level", checks.headings_descend,
          _set("//w:pStyle[@w:val='Heading2']", "val", "Heading3")),
    Fault("an empty heading", checks.headings_descend, _heading_without_text),
    Fault("no title", checks.headings_descend,
          _set("//w:pStyle[@w:val='Title']", "val", "Subtitle")),
    Fault("a link to nothing", checks.links_lead_somewhere,
          _set("//w:hyperlink", "anchor", "gone")),
    Fault("a link without text", checks.links_lead_somewhere, _empty_link),
    Fault("a link over plain http", checks.links_lead_somewhere,
          _text("//w:instrText[contains(., 'HYPERLINK')]", ' HYPERLINK "http://a.example" ')),
    Fault("contents without page numbers", checks.contents_are_a_field,
          _text("//w:instrText[contains(., 'TOC \\')]", ' TOC \\o "1-1" \\h \\n ')),
    Fault("the page of another section", checks.contents_are_a_field,
          _text("//w:instrText[contains(., 'PAGEREF')]", " PAGEREF _Toc000000000 \\h ")),
    Fault("contents that are no field", checks.contents_are_a_field,
          _text("//w:instrText[contains(., 'TOC \\')]", " QUOTE ")),
    Fault("compatibility mode", checks.settings_are_calm,
          _set("//w:compatSetting", "val", "14", SETTINGS)),
    Fault("enforced protection", checks.settings_are_calm,
          _add("/w:settings", "documentProtection", {"edit": "forms"}, SETTINGS)),
    Fault("a page that lies", checks.page_is_a4_upright, _set("//w:pgSz", "orient", "landscape")),
    Fault("US Letter", checks.page_is_a4_upright, _set("//w:pgSz", "w", "12240")),
    Fault("no room to punch", checks.page_is_a4_upright, _set("//w:pgMar", "left", "1000")),
    Fault("no footer", checks.page_is_a4_upright, _remove("//w:footerReference")),
    Fault("no title in the properties", checks.properties_tell,
          _text("//dc:title", "", CORE)),
    Fault("a manifest without an edition", checks.properties_tell,
          _replace(CUSTOM, b"&quot;edition&quot;", b"&quot;issue&quot;")),
    Fault("a footer without the version", checks.footers_name_version_and_licence,
          _clear("//w:p[last()]", "word/footer-workbook.xml")),
    Fault("a style that does not exist", checks.styles_exist, _set("//w:pStyle", "val", "Gone")),
    Fault("pale text", checks.styles_can_be_read,
          _set("//w:style[@w:styleId='PlaceholderText']//w:color", "val", "A0A0A0", STYLES)),
    Fault("pale text on a band", checks.styles_can_be_read,
          _set("//w:style[@w:styleId='Title']//w:shd", "fill", "E0E0E0", STYLES)),
    Fault("tiny text", checks.styles_can_be_read,
          _set("//w:style[@w:styleId='Footer']//w:sz", "val", "12", STYLES)),
    Fault("blank paragraphs as spacing", checks.blanks_are_single, _blank_lines),
    Fault("words run together", checks.spaces_are_kept, _strip_spaces),
)  # fmt: skip
