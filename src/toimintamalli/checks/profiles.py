"""One workbook is the default one, and no two workbooks are saved under one name."""

from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error, warning
from toimintamalli.loading.content import Content
from toimintamalli.workbook.resolve import file_stem


def _check(content: Content) -> Iterator[Finding]:
    file = content.structure("workbook.yaml")
    if file is None or content.model is None:
        return
    default = ""
    names: dict[str, str] = {}
    for index, profile in enumerate(content.model.profiles):
        at = file.document.position(("profiles", index))
        if profile.default and profile.one_per != "workbook":
            yield error(at, "default-profile-sheets", profile=profile.id)
        if profile.default and default:
            yield error(at, "default-profile-twice", profile=profile.id, other=default)
        default = default or (profile.id if profile.default else "")
        name = file_stem(content.model, profile.id)
        if name in names:
            yield error(at, "profile-file-twice", profile=profile.id, other=names[name], name=name)
        names.setdefault(name, profile.id)
    used = {section for profile in content.model.profiles for section in profile.sections}
    # A name that leads nowhere may mean the section that is left over: the name is told.
    is_whole = used <= set(content.model.sections.ids)
    for index, section in enumerate(content.model.sections):
        if is_whole and section.id not in used:
            yield warning(
                file.document.position(("sections", index)), "section-unused", section=section.id
            )


RULE: Final = Rule(
    "profiles",
    "One workbook is the default one, each has its own file name, and every section is used.",
    _check,
)
