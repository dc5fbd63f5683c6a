"""The recipes of a page or less, followed: a check, a format, a field of the plan, a colour."""

import re
from typing import Final

from tests.recipes.following import ROOT, Edit

_MESSAGES: Final = "src/toimintamalli/_messages"
CHECK: Final = (
    Edit(
        "src/toimintamalli/checks/shouting.py",
        '''"""No theme shouts."""

from collections.abc import Iterator

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, warning
from toimintamalli.loading.content import Content


def _check(content: Content) -> Iterator[Finding]:
    for theme in content.model.themes if content.model else ():
        file = content.files[f"{content.source}/themes/{theme.id}.yaml"]
        if theme.title[content.source].endswith("!"):
            yield warning(file.document.position(("theme", "title")), "shouting", theme=theme.id)


RULE = Rule("shouting", "No theme shouts.", _check)
''',
    ),
    Edit("src/toimintamalli/checks/__init__.py", "    shouting,\n", after="    scales,\n"),
    Edit(
        "src/toimintamalli/checks/__init__.py", "    shouting.RULE,\n", after="    scales.RULE,\n"
    ),
    *(
        Edit(
            f"{_MESSAGES}/{language}.toml",
            f"[shouting]\nmessage = '{message}'\nhint = '{hint}'\n",
            before="[empty-list]\n",
        )
        for language, message, hint in (
            ("fi", 'teeman "{theme}" nimi huutaa', "jätä huutomerkki pois"),
            ("en", 'the name of the theme "{theme}" shouts', "leave out the exclamation mark"),
            ("sv", 'namnet på temat "{theme}" ropar', "lämna bort utropstecknet"),
        )
    ),
)


def _of_page(kind: str) -> str:
    page = (ROOT / "docs" / "generators.md").read_text(encoding="utf-8")
    found = re.search(rf"^```{kind}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


FORMAT: Final = (
    Edit("generators/toimintamalli_practices/__init__.py", _of_page("python")),
    Edit("generators/toimintamalli_practices/py.typed", ""),
    Edit(
        "pyproject.toml",
        'practices = "toimintamalli_practices:generator"\n',
        after='pdf = "toimintamalli_pdf:generator"\n',
    ),
)

_WORKBOOK: Final = "content/{}/workbook.yaml"
PLAN_FIELD: Final = (
    Edit(
        "src/toimintamalli/answers/plan.py",
        '    cost: Words = ""\n    """What it costs."""\n',
        after='    """What is sought with it."""\n',
    ),
    Edit(
        _WORKBOOK.format("structure"),
        "          - id: cost\n            kind: text\n            fact: measures.cost\n",
        after="            fact: measures.sought\n            lines: 2\n",
    ),
    *(
        Edit(
            _WORKBOOK.format(language),
            f"          cost:\n            prompt: {prompt}\n",
            after=f"          sought:\n            prompt: {beside}\n",
        )
        for language, beside, prompt in (
            ("fi", "Mihin pyrimme", "Mitä se maksaa"),
            ("en", "What we aim for", "What it costs"),
            ("sv", "Vart vi vill", "Vad det kostar"),
        )
    ),
)
