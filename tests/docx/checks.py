"""What must hold of every Word file that we make; each check yields what is wrong, in words.

The Open XML SDK validator knows the schema; these know what the schema allows and Word, LibreOffice
or a screen reader still stumble over (research: own checks and the SDK together caught all faults).
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from posixpath import normpath
from typing import Final

from lxml import etree
from tests.docx.word_file import (
    CORE,
    CUSTOM,
    GLOSSARY,
    MAIN,
    NAMESPACES,
    SETTINGS,
    STYLES,
    W14,
    W15,
    Element,
    W,
    WordFile,
    text_of,
    value,
)

from toimintamalli.design import READABLE, SMALL, Colour, contrast
from toimintamalli_docx.page import TEXT_WIDTH

Check = Callable[[WordFile], Iterator[str]]

_NAME_LENGTH: Final = 40
_TITLE_LENGTH: Final = 64
_LEFT_MARGIN: Final = 1134
"""20 mm in twips."""
_SMALLEST: Final = round(SMALL * 2)
"""In half points."""
_TAG: Final = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
_ITEM: Final = re.compile(r"^tmx_|[.](question|practice|pitfall)[.]")
_REPEATED: Final = re.compile(r"-[0-9]+[.][a-z-]+$")
_LEAF: Final = "//w:sdt[not(w:sdtPr/w15:repeatingSection or w:sdtPr/w15:repeatingSectionItem)]"


def parts_are_well_formed(file: WordFile) -> Iterator[str]:
    for name, content in file.parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                etree.fromstring(content)
            except etree.XMLSyntaxError as reason:
                yield f"{name}: {reason}"


def parts_have_types(file: WordFile) -> Iterator[str]:
    typed = {
        element.get("PartName").lstrip("/")
        for element in file.find("//ct:Override", "[Content_Types].xml")
    }
    for name in file.parts:
        if not name.endswith(".rels") and name != "[Content_Types].xml" and name not in typed:
            yield f"{name} has no content type"


def relationships_lead_somewhere(file: WordFile) -> Iterator[str]:
    known = set()
    for element in file.find("//rel:Relationship", "word/_rels/document.xml.rels"):
        known.add(element.get("Id"))
        target = normpath(f"word/{element.get('Target')}")
        if element.get("TargetMode") != "External" and target not in file.parts:
            yield f"{element.get('Id')} leads to nothing"
    used = set(file.root(MAIN).xpath("//@r:id | //@r:embed", namespaces=NAMESPACES))
    yield from (f"{each} is no relationship" for each in used - known)


def bookmarks_are_paired(file: WordFile) -> Iterator[str]:
    opened: set[str] = set()
    for element in file.find("//w:bookmarkStart | //w:bookmarkEnd"):
        number = value(element, "id")
        if element.tag == f"{W}bookmarkStart":
            opened.add(number)
        elif number not in opened:
            yield f"end {number} has no start before it"
        opened -= {number} if element.tag == f"{W}bookmarkEnd" else set()
    yield from (f"start {each} has no end" for each in opened)


def bookmarks_are_unique(file: WordFile) -> Iterator[str]:
    starts = file.find("//w:bookmarkStart")
    for key in ("id", "name"):
        yield from (f"bookmark {double}" for double in _doubles(value(s, key) for s in starts))
    yield from (
        value(start, "name")
        for start in starts
        if not 0 < len(value(start, "name")) <= _NAME_LENGTH
    )


def fields_are_balanced(file: WordFile) -> Iterator[str]:
    for part in file.texts:
        open_fields: list[str] = []
        for element in file.find("//w:fldChar", part):
            kind = value(element, "fldCharType")
            before = {"begin": None, "separate": "begin", "end": "separate"}[kind]
            if before and (not open_fields or open_fields.pop() != before):
                yield f"{part}: {kind} without {before}"
            if kind != "end":
                open_fields.append(kind)
        if open_fields:
            yield f"{part}: a field is not ended"


def fields_ask_nothing(file: WordFile) -> Iterator[str]:
    for part in file.texts:
        yield from (f"{part}: dirty" for _ in file.find("//*[@w:dirty]", part))
    yield from ("updateFields" for _ in file.find("//w:updateFields", SETTINGS))


def controls_are_numbered(file: WordFile) -> Iterator[str]:
    yield from _doubles(value(element) for element in file.find("//w:sdtPr/w:id"))
    yield from ("no id" for _ in file.find("//w:sdtPr[not(w:id)]"))


def controls_are_tagged(file: WordFile) -> Iterator[str]:
    tagged: dict[str, set[Element]] = {}
    for element in file.find(_LEAF):
        tag = value(element.find(f"{W}sdtPr/{W}tag"))
        if not 0 < len(tag) <= _TITLE_LENGTH:
            yield f"tag {tag!r}"
        row = next(element.iterancestors(f"{W}tr"), element)
        scale = element.find(f"{W}sdtPr/{W14}checkbox") is not None
        tagged.setdefault(tag, set()).add(row if scale else element)
    # The boxes of one scale share their place's tag, and a row; what is bound stands on two pages.
    yield from (
        f"tag {tag} twice"
        for tag, where in tagged.items()
        if len(where) > 1
        and not all(element.find(f"{W}sdtPr/{W}dataBinding") is not None for element in where)
    )


def controls_have_titles(file: WordFile) -> Iterator[str]:
    for element in file.find(_LEAF):
        title = value(element.find(f"{W}sdtPr/{W}alias"))
        if not title.strip() or len(title.encode("utf-16-le")) > 2 * _TITLE_LENGTH:
            yield f"title {title!r}"


def controls_stay(file: WordFile) -> Iterator[str]:
    for element in file.find(_LEAF):
        tag = value(element.find(f"{W}sdtPr/{W}tag"))
        lock = value(element.find(f"{W}sdtPr/{W}lock"))
        # A theme, a card or a row that is not used can be deleted; a form that stands once can't.
        is_part = _ITEM.search(tag) or _REPEATED.search(tag)
        if lock != ("" if is_part else "sdtLocked"):
            yield f"{tag} can be deleted, can't be deleted, or can't be filled in"


def controls_are_inline(file: WordFile) -> Iterator[str]:
    yield from ("control around blocks" for _ in file.find(f"{_LEAF}[not(parent::w:p)]"))


def controls_are_bound_together(file: WordFile) -> Iterator[str]:
    bound: dict[str, list[str]] = {}
    known = file.find("//*[@ds:itemID]", "customXml/itemProps1.xml")
    for element in file.find("//w:dataBinding"):
        owner = element.getparent()
        bound.setdefault(value(element, "xpath"), []).append(value(owner.find(f"{W}tag")))
        if owner.find(f"{W}richText") is not None or not known:
            yield "data binding of what can't be stored, or nowhere"
    # Other programs write prompts back as answers: only what stands on several pages is bound.
    yield from (f"{path}: {tags}" for path, tags in bound.items() if len(set(tags)) != 1)
    yield from (f"{path} alone" for path, tags in bound.items() if len(tags) == 1)


def prompts_are_prompts(file: WordFile) -> Iterator[str]:
    known = {value(e) for e in file.find("//w:docPart/w:docPartPr/w:name", GLOSSARY)}
    for element in file.find(f"{_LEAF}[w:sdtPr/w:showingPlcHdr]"):
        if value(element.find(f"{W}sdtPr/{W}placeholder/{W}docPart")) not in known:
            yield "a prompt is no building block"
        if value(element.find(f".//{W}rPr/{W}rStyle")) != "PlaceholderText":
            yield f"{text_of(element)!r} looks like an answer"
        if not text_of(element).strip():
            yield "an empty prompt"


def lists_are_distinct(file: WordFile) -> Iterator[str]:
    for element in file.find("//w:dropDownList | //w:comboBox"):
        items = element.findall(f"{W}listItem")
        if not items:
            yield "an empty list"
        for key in ("value", "displayText"):
            yield from _doubles(value(item, key) for item in items)
            yield from (f"no {key}" for item in items if not value(item, key))


def boxes_show_their_state(file: WordFile) -> Iterator[str]:
    for element in file.find("//w:sdt[w:sdtPr/w14:checkbox]"):
        box = element.find(f"{W}sdtPr/{W14}checkbox")
        ticked = box.find(f"{W14}checked").get(f"{W14}val") == "1"
        if text_of(element) != ("☒" if ticked else "☐"):
            yield f"{text_of(element)!r} though ticked is {ticked}"


def rows_repeat_inside_sections(file: WordFile) -> Iterator[str]:
    for element in file.find("//w:sdt[w:sdtPr/w15:repeatingSectionItem]"):
        owner = next(element.iterancestors(f"{W}sdt"), None)
        if owner is None or owner.find(f"{W}sdtPr/{W15}repeatingSection") is None:
            yield "a repeating row outside its section"


def tables_have_header_rows(file: WordFile) -> Iterator[str]:
    for table in file.find("//w:tbl"):
        first = table.find(f"{W}tr")
        marked = first.find(f"{W}trPr/{W}tblHeader")
        if marked is None or marked.attrib:
            yield f"table {text_of(table)[:30]!r}"
        yield from (f"empty header in {text_of(first)[:30]!r}" for c in first if _is_blank(c))


def tables_tell_what_they_are(file: WordFile) -> Iterator[str]:
    for table in file.find("//w:tbl"):
        for each in ("tblCaption", "tblDescription"):
            if not value(table.find(f"{W}tblPr/{W}{each}")).strip():
                yield f"no {each} in {text_of(table)[:30]!r}"


def tables_are_plain(file: WordFile) -> Iterator[str]:
    yield from ("nested table" for _ in file.find("//w:tc//w:tbl"))
    yield from ("merged cells" for _ in file.find("//w:gridSpan | //w:vMerge | //w:hMerge"))
    for table in file.find("//w:tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        yield from (
            f"{len(row.findall(f'{W}tc'))} cells in {columns} columns"
            for row in table.iter(f"{W}tr")
            if len(row.findall(f"{W}tc")) != columns
        )


def tables_fit_the_page(file: WordFile) -> Iterator[str]:
    for table in file.find("//w:tbl"):
        widths = [int(value(each, "w")) for each in table.findall(f"{W}tblGrid/{W}gridCol")]
        if sum(widths) > TEXT_WIDTH or min(widths) <= 0:
            yield f"columns {widths}"


def tables_are_apart(file: WordFile) -> Iterator[str]:
    for one, next_one in pairwise(file.body):
        if one.tag == next_one.tag == f"{W}tbl":
            yield "Word joins two tables with nothing between them"


def cells_end_in_paragraphs(file: WordFile) -> Iterator[str]:
    for cell in file.find("//w:tc"):
        if cell[-1].tag != f"{W}p":
            yield f"cell {text_of(cell)[:30]!r}"


def rows_are_not_split(file: WordFile) -> Iterator[str]:
    yield from (text_of(element)[:30] for element in file.find("//w:tr[not(w:trPr/w:cantSplit)]"))


def languages_agree(file: WordFile) -> Iterator[str]:
    main = value(file.one("//w:docDefaults//w:lang", STYLES))
    core = file.one("//dc:language", CORE).text
    if main != core or not _TAG.fullmatch(main):
        yield f"document {main}, properties {core}"
    for part in file.texts:
        for element in file.find("//w:rPr/w:lang", part):
            if value(element) == main or not re.fullmatch(r"[a-z]{2,3}(-\w+)*", value(element)):
                yield f"a run in {value(element)!r}"


def figures_have_texts(file: WordFile) -> Iterator[str]:
    figures = file.find("//wp:docPr")
    yield from ("figure without text" for e in figures if not e.get("descr", "").strip())
    yield from _doubles(figure.get("id") for figure in figures)
    yield from ("a figure that floats" for _ in file.find("//wp:anchor"))


def headings_descend(file: WordFile) -> Iterator[str]:
    headings = file.find("//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Heading')]")
    levels = [int(value(heading.find(f"{W}pPr/{W}pStyle"))[-1]) for heading in headings]
    if not levels or levels[0] != 1:
        yield "the first heading is not of the first level"
    yield from (f"level {b} after {a}" for a, b in pairwise(levels) if b > a + 1)
    yield from ("an empty heading" for heading in headings if not text_of(heading).strip())
    if len(file.find("//w:p[w:pPr/w:pStyle/@w:val='Title']")) != 1:
        yield "no title, or several"


def links_lead_somewhere(file: WordFile) -> Iterator[str]:
    names = {value(element, "name") for element in file.find("//w:bookmarkStart")}
    for element in file.find("//w:hyperlink"):
        if value(element, "anchor") not in names:
            yield f"no bookmark {value(element, 'anchor')}"
        if not text_of(element).strip():
            yield "a link without text"
    for element in file.find("//w:instrText[contains(., 'HYPERLINK')]"):
        if ' "https://' not in element.text:
            yield element.text


def contents_are_a_field(file: WordFile) -> Iterator[str]:
    listed = file.find("//w:p[w:pPr/w:pStyle/@w:val='TOC1']")
    fields = [element.text for element in file.find("//w:instrText[contains(., 'TOC \\')]")]
    if bool(listed) != bool(fields):
        yield "a list of contents that Word does not know as one"
    yield from ("contents without page numbers" for field in fields if "\\n" in field)
    for line in listed:
        leads = {value(link, "anchor") for link in line.findall(f"{W}hyperlink")}
        codes = (each.text.split() for each in line.iter(f"{W}instrText"))
        if leads != {code[1] for code in codes if code[0] == "PAGEREF"}:
            yield "a line of contents with the page of another section"


def settings_keep_no_names(file: WordFile) -> Iterator[str]:
    if not file.find("//w:removePersonalInformation", SETTINGS):
        yield "keeps the names of who comments and edits"


def prompts_keep_their_colour(file: WordFile) -> Iterator[str]:
    if GLOSSARY in file.parts and not file.find(
        "//w:style[@w:styleId='PlaceholderText']//w:color", "word/glossary/styles.xml"
    ):
        yield "a prompt that comes back looks like an answer"


def colours_can_be_read(file: WordFile) -> Iterator[str]:
    for element in file.find("//w:tc//w:rPr/w:color"):
        cell = next(element.iterancestors(f"{W}tc"))
        ground = value(cell.find(f"{W}tcPr/{W}shd"), "fill") or "FFFFFF"
        if contrast(Colour(value(element)), Colour(ground)) < READABLE:
            yield f"{value(element)} on {ground}"


def settings_are_calm(file: WordFile) -> Iterator[str]:
    mode = file.find("//w:compatSetting[@w:name='compatibilityMode']", SETTINGS)
    if not mode or value(mode[0]) != "15":
        yield "opens in compatibility mode"
    yield from ("protected" for _ in file.find("//w:documentProtection", SETTINGS))


def page_is_a4_upright(file: WordFile) -> Iterator[str]:
    for section in file.find("//w:sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if (value(size, "w"), value(size, "h"), value(size, "orient")) != ("11906", "16838", ""):
            yield "not A4 upright"
        if int(value(margins, "left")) < _LEFT_MARGIN:
            yield "no room to punch"
        feet = {value(each, "type") for each in section.findall(f"{W}footerReference")}
        if feet != {"default"} | ({"first"} if section.find(f"{W}titlePg") is not None else set()):
            yield "no footer"
    if file.body[-1].tag != f"{W}sectPr":
        yield "the page is not described at the end"


def properties_tell(file: WordFile) -> Iterator[str]:
    core = file.root(CORE)
    for name in ("title", "language", "creator"):
        if not (core.findtext(f"dc:{name}", namespaces=NAMESPACES) or "").strip():
            yield f"no {name}"
    yield from (each.tag for each in core if each.tag.endswith(("created", "modified")))
    manifest = json.loads("".join(file.root(CUSTOM).itertext()))
    wanted = {"model", "version", "language", "profile", "edition", "unsure"}
    # Nobody fills in a report, so it need not say which texts it prints.
    wanted |= set() if manifest["profile"] == "report" else {"wording"}
    if set(manifest) - {"template"} != wanted or not all(manifest.values()):
        yield f"manifest {manifest}"


def footers_name_version_and_licence(file: WordFile) -> Iterator[str]:
    version = json.loads("".join(file.root(CUSTOM).itertext()))["version"]
    for part in (text for text in file.texts if "footer" in text):
        said = text_of(file.root(part))
        if version not in said or not re.search(r"CC (BY|0)", said):
            yield said


def styles_exist(file: WordFile) -> Iterator[str]:
    known = {value(element, "styleId") for element in file.find("//w:style", STYLES)}
    for part in file.texts:
        used = {value(e) for e in file.find("//w:pStyle | //w:rStyle | //w:tblStyle", part)}
        yield from (f"{part}: no style {each}" for each in used - known)
    for tag in ("basedOn", "next", "link"):
        pointed = {value(element) for element in file.find(f"//w:{tag}", STYLES)}
        yield from (f"{tag} {each}" for each in pointed - known)


def styles_can_be_read(file: WordFile) -> Iterator[str]:
    for element in file.find("//w:style[w:rPr/w:color]", STYLES):
        ground = value(element.find(f"{W}pPr/{W}shd"), "fill") or "FFFFFF"
        ratio = contrast(Colour(value(element.find(f"{W}rPr/{W}color"))), Colour(ground))
        if ratio < READABLE:
            yield f"{value(element, 'styleId')}: contrast {ratio:.1f}"
    for element in file.find("//w:style/w:rPr/w:sz", STYLES):
        style = element.getparent().getparent()
        if int(value(element)) < _SMALLEST and value(style, "styleId") != "TmGap":
            yield f"{value(style, 'styleId')}: {value(element)} half points"


def blanks_are_single(file: WordFile) -> Iterator[str]:
    for one, next_one in pairwise(file.body):
        is_both = one.tag == next_one.tag == f"{W}p" and _is_blank(one) and _is_blank(next_one)
        # One that says how the pages before it look is there for that.
        if is_both and next_one.find(f"{W}pPr/{W}sectPr") is None:
            yield "blank paragraphs as spacing"


def spaces_are_kept(file: WordFile) -> Iterator[str]:
    space = "{http://www.w3.org/XML/1998/namespace}space"
    for part in file.texts:
        for element in file.find("//w:t", part):
            said = element.text or ""
            if said != said.strip() and element.get(space) != "preserve":
                yield f"{said!r} loses its spaces"


def _doubles(values: Iterator[str]) -> Iterator[str]:
    return (f"{each} twice" for each, count in Counter(values).items() if count > 1)


def _is_blank(element: Element) -> bool:
    inside = element.xpath(".//w:drawing | .//w:tab | .//w:sdt", namespaces=NAMESPACES)
    return element.tag in {f"{W}p", f"{W}tc"} and not text_of(element).strip() and not inside


CHECKS: Final[tuple[Check, ...]] = tuple(
    each
    for name, each in list(globals().items())
    if callable(each)
    and getattr(each, "__module__", "") == __name__
    and not name.startswith("_")
    and each is not Check
)


def problems(file: WordFile) -> list[str]:
    """Everything that is wrong with a file, each with the name of the check."""
    return [f"{check.__name__}: {said}" for check in CHECKS for said in check(file)]
