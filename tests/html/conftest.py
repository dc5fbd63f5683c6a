"""The pages as built from the real content, a real browser, and the checkers of tests/node."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.support.content import shipped_model

import toimintamalli
from toimintamalli import Model, Request, Text

NODE: Final = Path(__file__).parents[1] / "node"
TOOLS: Final = NODE / "node_modules"
RULES: Final = (
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22a",
    "wcag22aa",
    "best-practice",
)

OF_COLOURS: Final = ("color-contrast", "link-in-text-block")
"""The rules that judge colours: where only these differ, the others find the same again."""

Checker = Callable[[Path], dict[str, list[str]]]


def need(path: Path) -> Path:
    """A missing tool fails in CI and on a machine that claims to be set up; it never skips."""
    if not path.exists():
        pytest.fail(f"{path.name} is missing: run tests/install-tools (CI={os.environ.get('CI')})")
    return path


@pytest.fixture(scope="session")
def model() -> Model[Text]:
    return shipped_model()


def write(folder: Path, model: Model[Text], request: Request, **options: object) -> Path:
    made = list(toimintamalli.generate("html", model, request, options))
    for artifact in made:
        file = folder / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    from toimintamalli import generation  # noqa: PLC0415 -- the page about files is not public API

    for artifact in generation.index("html", model, request, options, made):
        (folder / artifact.path).write_bytes(artifact.content)
    return folder


@pytest.fixture(scope="session")
def site(model: Model[Text], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything, as a publisher would build it."""
    return write(
        tmp_path_factory.mktemp("site"),
        model,
        Request(),
        contact="palaute@example.org",
        base_url="https://example.org/malli",
    )


@pytest.fixture(scope="session")
def one_theme(model: Model[Text], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A smaller site, where a test looks at many copies of a page."""
    request = Request(languages=("fi", "en"), themes=("act-and-develop",))
    return write(tmp_path_factory.mktemp("theme"), model, request)


@dataclass
class Visit:
    """A page in a browser, and what it did."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, file: Path, view: str = "all") -> Page:
        """Open a file; a workbook at the whole material, or at another of its views."""
        if not file.name.startswith("workbook"):
            self.page.goto(file.as_uri())
            return self.page
        self.page.goto(f"{file.as_uri()}#{view}" if view else file.as_uri())
        self.page.wait_for_selector("html.works", state="attached")
        return self.page


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a page of its own, with no network; whatever it complains about fails the test."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def start(**settings: Any) -> Visit:  # noqa: ANN401 -- Playwright's own options of a context
        context = browser.new_context(offline=True, locale="fi-FI", **settings)
        contexts.append(context)
        made = Visit(context.new_page())
        made.page.set_default_timeout(15_000)
        made.page.on("request", lambda each: made.requests.append(each.url.partition("#")[0]))
        made.page.on("console", lambda each: made.complaints.append(each.text))
        made.page.on("pageerror", lambda each: made.complaints.append(str(each)))
        visits.append(made)
        return made

    yield start
    for each in contexts:
        each.close()
    assert [complaint for each in visits for complaint in each.complaints] == []


@pytest.fixture(scope="session")
def axe() -> Callable[..., dict[str, list[str]]]:
    """Run axe-core on a page, whole or by some of its rules: rule → what breaks it."""
    script = need(TOOLS / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def run(page: Page, rules: Sequence[str] = ()) -> dict[str, list[str]]:
        page.evaluate(script)
        only = {"type": "rule", "values": rules} if rules else RULES
        wanted = json.dumps({"runOnly": only, "resultTypes": ["violations"]})
        found = page.evaluate(f"axe.run({wanted})")["violations"]
        return {each["id"]: [node["html"] for node in each["nodes"]] for each in found}

    return run


@pytest.fixture(scope="session")
def vnu() -> Checker:
    """Run the Nu HTML checker over a folder: file → messages; warnings count."""
    jar = need(TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar")

    def run(folder: Path) -> dict[str, list[str]]:
        shape = ["--stdout", "--format", "json", "--skip-non-html"]
        command = ["java", "-jar", str(jar), *shape, str(folder)]
        said = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
        found: dict[str, list[str]] = {}
        for each in said["messages"]:
            if each["type"] == "error" or each.get("subType") == "warning":
                name = Path(each["url"].removeprefix("file:")).relative_to(folder).as_posix()
                found.setdefault(name, []).append(each["message"])
        return found

    return run


@pytest.fixture(scope="session")
def html_validate(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """Run html-validate over a folder: file → messages."""
    tool = need(TOOLS / "html-validate" / "bin" / "html-validate.mjs")

    def run(folder: Path) -> dict[str, list[str]]:
        # To a pipe the tool cuts its report near 64 KB.
        report = tmp_path_factory.mktemp("report") / "report.json"
        options = ["--config", str(NODE / "htmlvalidate.mjs"), "--formatter", f"json={report}"]
        command = ["node", str(tool), *options, *map(str, sorted(folder.rglob("*.html")))]
        subprocess.run(command, capture_output=True, check=False, cwd=NODE)
        return {
            Path(page["filePath"]).relative_to(folder).as_posix(): [
                f"{one['ruleId']}: {one['message']}" for one in page["messages"]
            ]
            for page in json.loads(report.read_text(encoding="utf-8"))
            if page["messages"]
        }

    return run
