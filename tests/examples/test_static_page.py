"""The page of examples/static-page shows the model from `v1` alone, over http."""

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect
from tests.support.content import shipped_model

import toimintamalli

EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "static-page"


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    for name in ("index.html", "themes.js"):
        shutil.copy(EXAMPLE / name, tmp_path)
    for artifact in toimintamalli.generate("json", shipped_model()):
        file = tmp_path / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_shows_every_question_and_practice_in_each_language(
    address: str, browser: Browser
) -> None:
    model = shipped_model()
    items = {item.id for theme in model.themes for item in (*theme.questions, *theme.practices)}
    context = browser.new_context(locale="sv-FI")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)

    expect(page.locator("main li")).to_have_count(len(items))
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        model.title[toimintamalli.Language("sv")]
    )
    page.get_by_role("button", name="suomi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(model.title[model.source_language])
    assert {item.get_attribute("id") for item in page.locator("main li").all()} == items
    assert faults == []
    context.close()


def test_from_a_disk_it_says_what_to_do(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((EXAMPLE / "index.html").as_uri())

    expect(page.locator("main")).to_contain_text("over http")
    context.close()
