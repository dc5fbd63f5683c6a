"""A program as a user would write it: checked by mypy --strict against the installed wheel."""

from concurrent.futures import ThreadPoolExecutor

import toimintamalli
from toimintamalli import Language, Model, Request, Text


def practices(model: Model[Text], language: str) -> list[str]:
    """Return what a theme advises to do, in one language."""
    view = toimintamalli.localize(model, Language(language))
    return [practice.text.string for practice in view.themes["act-and-develop"].practices]


def word_workbooks(model: Model[Text], language: str) -> dict[str, bytes]:
    """Return every Word file of one language, in memory."""
    request = Request(languages=(Language(language),))
    return {
        artifact.path: artifact.content
        for artifact in toimintamalli.generate("docx", model, request)
    }


def main() -> None:
    """Print how many practices there are, and whether eight threads get the same Word files."""
    model = toimintamalli.load()
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: word_workbooks(model, "fi"), range(8)))
    # What the test reads.
    print(len(practices(model, "fi")), all(each == made[0] for each in made), *made[0])  # noqa: T201


if __name__ == "__main__":
    main()
