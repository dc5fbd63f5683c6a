"""What a document says of itself: to people (core properties) and to readers (the manifest)."""

import json
from typing import Final

from toimintamalli_docx.draft import Draft
from toimintamalli_docx.names import MANIFEST
from toimintamalli_docx.package import CONTENT, HEAD, RELATIONSHIPS, Part
from toimintamalli_docx.text import attribute, escape

_METADATA: Final = "http://schemas.openxmlformats.org/package/2006"
_CORE: Final = (
    f' xmlns:cp="{_METADATA}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM: Final = f' xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"'
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The identifier that Office gives to every custom property."""


def core_properties(draft: Draft) -> Part:
    """Return the part with title, language and version; without dates, since we know none."""
    book = draft.workbook
    title = f"{book.title.string} – {book.subtitle.string}"
    content = (
        f"{HEAD}<cp:coreProperties{_CORE}><dc:creator>{attribute(book.title.string)}</dc:creator>"
        f"<dc:description>{attribute(book.purpose.string)}</dc:description>"
        f"<dc:language>{draft.language_tag}</dc:language>"
        f"<dc:subject>{attribute(book.subtitle.string)}</dc:subject>"
        f"<dc:title>{attribute(title)}</dc:title>"
        f"<cp:version>{escape(book.version)}</cp:version></cp:coreProperties>"
    )
    return Part(
        id="core",
        relationship=f"{_METADATA}/relationships/metadata/core-properties",
        name="docProps/core.xml",
        content_type="application/vnd.openxmlformats-package.core-properties+xml",
        content=content.encode(),
    )


def _shown(draft: Draft) -> dict[str, object]:
    """Return what stands for the lines about the round before, which only this workbook prints."""
    # The reader imports what writes documents.
    from toimintamalli_docx.reader.earlier import Shown  # noqa: PLC0415
    from toimintamalli_docx.reader.printed import pack  # noqa: PLC0415

    shown = Shown.of(draft.earlier)
    return {"lines": pack(shown.marks), "lengths": list(shown.lengths)}


def custom_properties(draft: Draft, printed: str = "") -> Part:
    """Return the part with the manifest, from which readers know the workbook.

    `printed` is what the organisation's template prints in it.
    """
    book = draft.workbook
    manifest = {
        "model": book.model,
        "version": book.version,
        "language": book.language,
        "profile": book.profile,
        "edition": draft.edition.value,
        **({"wording": draft.wording} if draft.wording else {}),
        # Each row of a scale has a box for who can't say.
        "unsure": True,
        **({"template": printed} if printed else {}),
        **({"earlier": _shown(draft)} if draft.earlier else {}),
    }
    content = (
        f'{HEAD}<Properties{_CUSTOM}><property fmtid="{_FORMAT}" pid="2" name="{MANIFEST}">'
        f"<vt:lpwstr>{escape(json.dumps(manifest))}</vt:lpwstr></property></Properties>"
    )
    return Part(
        id="custom",
        relationship=f"{RELATIONSHIPS}/custom-properties",
        name="docProps/custom.xml",
        content_type=f"{CONTENT}.custom-properties+xml",
        content=content.encode(),
    )
