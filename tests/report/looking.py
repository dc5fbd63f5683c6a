"""What a report says, however it is drawn."""

from collections.abc import Iterator

from toimintamalli import LocalizedText
from toimintamalli.model.value import Value
from toimintamalli.report.drawing import Drawing
from toimintamalli.report.phrases import Own
from toimintamalli.report.tree import Report, Section


def phrases(value: object) -> Iterator[LocalizedText | Own]:
    """Every text in a report or a part of it, in order."""
    match value:
        case LocalizedText() | Own():
            yield value
        case Value():
            for name in type(value).model_fields:
                yield from phrases(getattr(value, name))
        case tuple():
            for each in value:
                yield from phrases(each)


def text_of(value: object) -> str:
    """All that a part says, line by line; what stands inside its pictures, they say again."""
    return "\n".join(_lines(value))


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, tuple) and all(isinstance(each, LocalizedText | Own) for each in value):
        if value:
            yield "".join(each.string for each in value)
        return
    match value:
        case LocalizedText() | Own():
            yield value.string
        case Drawing():
            return
        case Value():
            for name in type(value).model_fields:
                yield from _lines(getattr(value, name))
        case tuple():
            for each in value:
                yield from _lines(each)


def section(report: Report, id_: str) -> Section:
    return next(each for each in report.sections if each.id == id_)


def block(report: Report, id_: str, title: str) -> Value:
    """The block of a section under a heading."""
    found = [
        each
        for each in section(report, id_).blocks
        if text_of(getattr(each, "title", None) or ()) == title
    ]
    assert len(found) == 1, (title, len(found))
    return found[0]
