"""An organisation's own Word template: its styles, fonts, theme and headers around our text."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from toimintamalli.design import Colour, Shade
from toimintamalli_docx.look import Look
from toimintamalli_docx.package import RELATIONSHIPS, Part
from toimintamalli_docx.template import own_look

if TYPE_CHECKING:
    from docx.opc.part import Part as TheirPart
    from docx.oxml.xmlchemy import BaseOxmlElement

_KEPT: Final = frozenset(
    f"{RELATIONSHIPS}/{kind}"
    for kind in ("styles", "settings", "webSettings", "fontTable", "numbering", "theme", "header")
)
"""What a template gives beside its own text."""
_SHOWN: Final = frozenset(f"{RELATIONSHIPS}/{kind}" for kind in ("hyperlink", "image"))
"""What of it may lead outside: a link or a picture that its text shows."""
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID: Final = f"{{{RELATIONSHIPS}}}id"
_POINTERS: Final = ("basedOn", "next", "link")
_UNWANTED: Final = ("attachedTemplate", "documentProtection", "updateFields", "writeProtection")
"""Settings that point to another machine, lock the text or ask something at every opening."""

_BEFORE_NAMES: Final = frozenset({"writeProtection", "view", "zoom"})
"""What the schema wants before the setting about names."""
_AFTER_COMPAT: Final = frozenset(
    {
        *("docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping"),
        *("doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions"),
        *("readModeInkLockDown", "smartTagType", "schemaLibrary", "shapeDefaults"),
        *("doNotEmbedSmartTags", "decimalSymbol", "listSeparator"),
    }
)
"""What the schema wants after the compatibility settings."""


def main_part(template: bytes) -> "TheirPart":
    """Return the text part of a Word document or template.

    Raises:
        ValueError: the bytes are no Word file.
    """
    from docx.opc.package import OpcPackage  # noqa: PLC0415 -- slow, and rarely needed

    try:
        main: TheirPart = OpcPackage.open(BytesIO(template)).main_document_part
        main.part_related_by(f"{RELATIONSHIPS}/styles")
    except Exception as reason:  # a stranger's file can be broken in any way
        raise ValueError(".docx, .dotx") from reason
    return main


@lru_cache(maxsize=4)
def house_look(
    template: bytes,
    ink: Shade,
    language: str,
    *,
    is_rtl: bool = False,
    tints: tuple[Colour, ...] = (),
) -> Look:
    """Return the look of an organisation's template, with our styles where it has none."""
    from docx.oxml import parse_xml  # noqa: PLC0415 -- slow, and rarely needed

    main = main_part(template)
    own = {part.id: part for part in own_look(ink, language, is_rtl=is_rtl, tints=tints).parts}
    theirs = [part for part in _parts_of(main) if part.relationship in _KEPT]
    styles, names = _merge_styles(
        parse_xml(_named(theirs, "styles").content), parse_xml(own["styles"].content), language
    )
    settings = next((part for part in theirs if part.relationship.endswith("/settings")), None)
    if settings is None:
        theirs.append(own["settings"])
    changed = {_named(theirs, "styles").id: styles}
    if settings:
        changed[settings.id] = _calm(parse_xml(settings.content))
    page = parse_xml(main.blob).xpath("(//w:sectPr)[last()]")
    return Look(
        parts=tuple(_with_content(part, changed.get(part.id, part.content)) for part in theirs),
        headers=_headers(page[0]) if page else "",
        first_page=bool(page) and page[0].find(f"{_W}titlePg") is not None,
        styles=names,
        printed=_printed_in(theirs),
    )


def _printed_in(parts: Iterable[Part]) -> str:
    """Return fingerprints of the texts of a template's headers, which are nobody's words."""
    # The reader imports what writes documents.
    from toimintamalli_docx.reader.printed import fingerprint, pack, texts_in  # noqa: PLC0415
    from toimintamalli_docx.reader.xml import parse  # noqa: PLC0415

    headers = (part for part in parts if part.relationship.endswith("/header"))
    return pack(
        fingerprint(text)
        for header in headers
        for text in texts_in(parse(header.content, header.name))
    )


def _parts_of(owner: "TheirPart", seen: tuple[str, ...] = ()) -> Iterator[Part]:
    for relation in owner.rels.values():
        if relation.is_external:
            # Where the template itself came from is nobody's business: a server, a user's folder.
            if relation.reltype not in _SHOWN:
                continue
            yield Part(relation.rId, relation.reltype, relation.target_ref, external=True)
        elif (name := relation.target_part.partname.membername) not in seen:
            theirs = relation.target_part
            beside = tuple(_parts_of(theirs, (*seen, name)))
            yield Part(
                relation.rId, relation.reltype, name, theirs.content_type, theirs.blob, beside
            )


def _named(parts: list[Part], kind: str) -> Part:
    return next(part for part in parts if part.relationship == f"{RELATIONSHIPS}/{kind}")


def _with_content(part: Part, content: bytes) -> Part:
    return Part(
        part.id, part.relationship, part.name, part.content_type, content, part.parts, part.external
    )


def _merge_styles(
    theirs: "BaseOxmlElement", ours: "BaseOxmlElement", language: str
) -> tuple[bytes, dict[str, str]]:
    known = {_style_name(style): style.get(f"{_W}styleId") for style in theirs.iter(f"{_W}style")}
    missing = [style for style in ours.iter(f"{_W}style") if _style_name(style) not in known]
    names = {
        style.get(f"{_W}styleId"): known[_style_name(style)]
        for style in ours.iter(f"{_W}style")
        if _style_name(style) in known
    }
    theirs.extend(_pointed(deepcopy(style), names) for style in missing)
    _speak(theirs, language)
    return _serialised(theirs), {ours: part for ours, part in names.items() if ours != part}


def _style_name(style: "BaseOxmlElement") -> tuple[str, str]:
    return style.get(f"{_W}type"), style.find(f"{_W}name").get(f"{_W}val").lower()


def _pointed(style: "BaseOxmlElement", names: dict[str, str]) -> "BaseOxmlElement":
    style.attrib.pop(f"{_W}default", None)
    for tag in _POINTERS:
        for reference in style.findall(f"{_W}{tag}"):
            pointed = reference.get(f"{_W}val")
            reference.set(f"{_W}val", names.get(pointed, pointed))
    return style


def _speak(styles: "BaseOxmlElement", language: str) -> None:
    for lang in styles.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        lang.set(f"{_W}val", language)


def _calm(settings: "BaseOxmlElement") -> bytes:
    for tag in _UNWANTED:
        for setting in settings.findall(f"{_W}{tag}"):
            settings.remove(setting)
    _modernise(settings)
    _forget_names(settings)
    return _serialised(settings)


def _forget_names(settings: "BaseOxmlElement") -> None:
    """Let Word take its users' names out: the workbook promises that there are none."""
    tag = f"{_W}removePersonalInformation"
    if settings.find(tag) is None:
        tags = [setting.tag.rpartition("}")[2] for setting in settings]
        place = next((i for i, tag in enumerate(tags) if tag not in _BEFORE_NAMES), len(tags))
        settings.insert(place, settings.makeelement(tag))


def _modernise(settings: "BaseOxmlElement") -> None:
    compatibility = settings.find(f"{_W}compat")
    if compatibility is None:
        compatibility = settings.makeelement(f"{_W}compat")
        tags = [setting.tag.rpartition("}")[2] for setting in settings]
        place = next((i for i, tag in enumerate(tags) if tag in _AFTER_COMPAT), len(tags))
        settings.insert(place, compatibility)
    for setting in compatibility.findall(f"{_W}compatSetting"):
        if setting.get(f"{_W}name") == "compatibilityMode":
            compatibility.remove(setting)
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word"}
    attributes = {f"{_W}{name}": value for name, value in {**mode, "val": "15"}.items()}
    compatibility.append(compatibility.makeelement(f"{_W}compatSetting", attributes))


def _headers(page: "BaseOxmlElement") -> str:
    return "".join(
        f'<w:headerReference w:type="{reference.get(f"{_W}type")}" r:id="{reference.get(_ID)}"/>'
        for reference in page.findall(f"{_W}headerReference")
    )


def _serialised(root: "BaseOxmlElement") -> bytes:
    from lxml import etree  # noqa: PLC0415 -- comes with python-docx, and is rarely needed

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
