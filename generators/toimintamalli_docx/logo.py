"""An organisation's logo at the top of the cover."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from toimintamalli_docx.package import RELATIONSHIPS, Part
from toimintamalli_docx.text import attribute, paragraph

_ID: Final = "logo"
_MOST_HIGH: Final = 576_000
"""16 mm in English metric units."""
_MOST_WIDE: Final = 2_160_000
"""60 mm in the same."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture in the package, and how large it is shown."""

    part: Part
    width: int
    height: int

    @property
    def high(self) -> int:
        """The height in twips that it takes above the text, with what follows it."""
        return self.height // 635 + 160


@lru_cache(maxsize=4)
def read_logo(picture: bytes) -> Logo:
    """Return a logo scaled to fit the cover.

    Raises:
        ValueError: the bytes are no picture that Word shows.
    """
    from docx.image.image import Image  # noqa: PLC0415 -- slow, and rarely needed

    try:
        image = Image.from_blob(picture)
    except Exception as reason:  # python-docx fails in many ways on what is no picture
        raise ValueError("PNG, JPEG") from reason
    scale = min(_MOST_HIGH / image.px_height, _MOST_WIDE / image.px_width)
    part = Part(
        id=_ID,
        relationship=f"{RELATIONSHIPS}/image",
        name=f"word/media/logo.{image.ext}",
        content_type=image.content_type,
        content=picture,
    )
    return Logo(part, round(image.px_width * scale), round(image.px_height * scale))


def logo_paragraph(logo: Logo, said: str) -> str:
    """Return the logo as a paragraph; `said` is its text alternative."""
    size = f'cx="{logo.width}" cy="{logo.height}"'
    picture = (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="{_ID}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{_ID}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    drawing = (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="1" name="{_ID}" descr="{attribute(said)}"/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData"
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"{picture}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    return paragraph("BodyText", drawing)
