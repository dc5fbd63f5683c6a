"""Text as WordprocessingML: escaped, in its own language, in paragraphs."""

import re
from collections.abc import Iterator
from typing import Final

from toimintamalli import Language, LocalizedText, Missing
from toimintamalli.languages import language_data
from toimintamalli.patterns import fill
from toimintamalli_docx.names import language_tag

# The Char production of XML 1.0: no other character can stand in a file that Word opens.
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END: Final = re.compile("\r\n|\r|\n")
RTL: Final = "<w:rtl/>"
"""Says of a run that its letters go from right to left."""
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(string: str) -> str:
    """Return a string that can stand in an XML text or attribute, without illegal characters."""
    # Most strings need nothing done: no illegal character is printable, and to tell that takes a
    # fifth of a search by pattern.
    is_plain = not ("&" in string or "<" in string or ">" in string or '"' in string)
    if is_plain and string.isprintable():
        return string
    return _ILLEGAL.sub("", string).translate(_ENTITIES)


def attribute(string: str) -> str:
    """Return a string as an attribute's value on one line."""
    return escape(" ".join(string.split()))


def run(string: str, properties: str = "") -> str:
    """Return a run; `properties` is the content of its `w:rPr`."""
    styled = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    is_one_line = "\n" not in string and "\r" not in string
    lines = (string,) if is_one_line else _LINE_END.split(string)
    return f"<w:r>{styled}{'<w:br/>'.join(map(_said, lines))}</w:r>"


def _said(line: str) -> str:
    # Word drops spaces at the ends unless told; telling it only there is what Word does itself.
    kept = "" if line == line.strip() else ' xml:space="preserve"'
    return f"<w:t{kept}>{escape(line)}</w:t>"


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph; `properties` follows the style in its `w:pPr`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def paragraphs(text: LocalizedText) -> Iterator[LocalizedText]:
    """Yield the paragraphs of a text, which blank lines part."""
    for paragraph in re.split(r"\n\s*\n", text.string.strip()):
        yield LocalizedText(paragraph.strip(), text.language, text.fallback)


def field(code: str, shown: str) -> str:
    """Return a field with its result; `shown` is runs."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark.format("begin") + instruction + mark.format("separate") + shown + mark.format("end")


class Speech:
    """Writes texts for readers of one language, and marks what is in another."""

    def __init__(self, language: Language, missing: Missing, mark: LocalizedText) -> None:
        self._language = language
        self._rtl = RTL if language_data(language).direction == "rtl" else ""
        self._mark = mark if missing is Missing.MARK else None

    def runs(self, text: LocalizedText, properties: str = "") -> str:
        """Return a text as runs: a fallback has its own language, and a mark if that is wished."""
        if text.language == self._language:
            return run(text.string, properties + self._rtl)
        is_rtl = language_data(text.language).direction == "rtl"
        tag = f'<w:lang w:{"bidi" if is_rtl else "val"}="{language_tag(text.language)}"/>'
        foreign = run(text.string, properties + (RTL if is_rtl else "") + tag)
        return foreign + self._marked(text, properties)

    def _marked(self, text: LocalizedText, properties: str) -> str:
        if self._mark is None or not text.fallback:
            return ""
        return run(
            " " + fill(self._mark.string, self._mark.language, {"language": text.language}),
            properties,
        )
