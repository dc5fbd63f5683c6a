"""The XML namespaces of a document's text."""

from typing import Final

_OPEN: Final = "http://schemas.openxmlformats.org"
_WORD: Final = "http://schemas.microsoft.com/office/word"

WORD: Final = f"{_OPEN}/wordprocessingml/2006/main"
DRAWING: Final = f"{_OPEN}/drawingml/2006/wordprocessingDrawing"

NAMESPACES: Final = (
    f' xmlns:w="{WORD}"'
    f' xmlns:r="{_OPEN}/officeDocument/2006/relationships"'
    f' xmlns:mc="{_OPEN}/markup-compatibility/2006"'
    f' xmlns:wp="{DRAWING}"'
    f' xmlns:a="{_OPEN}/drawingml/2006/main"'
    f' xmlns:pic="{_OPEN}/drawingml/2006/picture"'
    f' xmlns:wpg="{_WORD}/2010/wordprocessingGroup"'
    f' xmlns:wps="{_WORD}/2010/wordprocessingShape"'
    f' xmlns:w14="{_WORD}/2010/wordml"'
    f' xmlns:w15="{_WORD}/2012/wordml"'
    ' mc:Ignorable="w14 w15"'
)
"""Declarations for a part's root; older programs skip what they don't know of w14 and w15."""
