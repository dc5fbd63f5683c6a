"""`toimintamalli preview`, over a real connection and in a real browser."""

import http.client
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect
from tests.support.commands import run
from tests.support.content import edit, write_translated_content

from toimintamalli.cli.preview import show
from toimintamalli.preview.server import ADDRESS, Preview, stamp

TARGET = "nb/themes/herd.yaml"


class Answer(NamedTuple):
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    text: str


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_translated_content(tmp_path / "content")


@pytest.fixture
def server(folder: Path) -> Iterator[Preview]:
    with Preview(folder, lambda asked: show("en", str(folder), asked), 0) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def ask(server: Preview, path: str, host: str = "") -> Answer:
    connection = http.client.HTTPConnection(ADDRESS, server.server_port, timeout=20)
    own = f"{ADDRESS}:{server.server_port}"
    connection.request("GET", path, headers={"Host": host or own})
    answer = connection.getresponse()
    found = Answer(answer.status, dict(answer.headers), answer.read().decode())
    connection.close()
    return found


def test_source_and_translation_stand_side_by_side_with_state_file_and_line(
    folder: Path, server: Preview
) -> None:
    edit(folder, TARGET, "text: Gos lea buorre guohtun?", "text: Hvor?")
    page = ask(server, "/?language=nb").text
    row = next(each for each in page.split("</tr>") if "Hvor?" in each)
    assert '<tr class="unverified"><td lang="se"><p>Gos lea buorre guohtun?</p>' in row
    assert '<td lang="nb"><p>Hvor?</p>' in row
    assert "not recorded · questions.grazing.text · " in row
    assert f"{folder.as_posix()}/{TARGET}:15:11" in row


def test_only_the_texts_of_one_state_are_shown_when_asked_for(
    folder: Path, server: Preview
) -> None:
    edit(folder, TARGET, "text: Gos lea buorre guohtun?", "text: Hvor?")
    page = ask(server, "/?language=nb&state=unverified").text
    assert page.count("<tr class=") - page.count('<tr class="unverified">') == 0
    assert "Hvor?" in page


def test_texts_are_found_by_words_and_by_file(folder: Path, server: Preview) -> None:
    edit(folder, TARGET, "text: Gos lea buorre guohtun?", "text: Hvor er god beite?")
    by_words = ask(server, "/?language=nb&words=GOD+beite").text
    by_file = ask(server, "/?language=nb&file=glossary.yaml").text

    assert by_words.count("<tr class=") == 1
    assert "Hvor er god beite?" in by_words
    # What was asked for stays while another state is chosen.
    assert "/?language=nb&amp;state=unverified&amp;words=GOD+beite" in by_words
    assert by_file.count("<tr class=") == 2
    assert '<option value="glossary.yaml" selected>' in by_file
    hostile = ask(server, "/?language=nb&words=%22%3E%3Cscript%3E").text
    assert "<script>" not in hostile


def test_findings_are_shown_also_where_nothing_else_can_be(folder: Path, server: Preview) -> None:
    edit(folder, TARGET, "text: Gos lea buorre guohtun?", "txet: x")
    page = ask(server, "/").text
    assert "did you mean &quot;text&quot;?" in page
    assert f"{TARGET}:15:5: error[unknown-key]" in page


def test_markup_in_a_text_stays_text(folder: Path, server: Preview) -> None:
    bad = "<script>alert(1)</script>"
    edit(folder, TARGET, "text: Gos lea buorre guohtun?", f"text: '{bad}\" onclick=\"x'")
    page = ask(server, "/?language=nb").text
    assert bad not in page
    assert "&lt;script&gt;alert(1)" in page
    assert page.count("<script") == 1


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "evil.test:80", "[::1]:1"])
def test_another_host_is_refused(server: Preview, host: str) -> None:
    answer = ask(server, "/", host)
    assert (answer.status, answer.text) == (403, "")


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/../main.py", "/?language=xx", "/?state=x", "/style.css/..", "//a"]
)
def test_there_is_nothing_else_to_be_had(server: Preview, path: str) -> None:
    assert ask(server, path).status == 404


def test_it_listens_on_this_machine_only_and_the_page_may_load_nothing_foreign(
    server: Preview,
) -> None:
    assert server.server_address[0] == "127.0.0.1"
    headers = ask(server, "/").headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_stamp_changes_with_every_saved_added_and_removed_file(folder: Path) -> None:
    stamps = [stamp(folder)]
    edit(folder, TARGET, "text: Gos", "text: Hvor")
    stamps.append(stamp(folder))
    (folder / "nb/new.yaml").write_text("a: b\n", encoding="utf-8")
    stamps.append(stamp(folder))
    (folder / "nb/new.yaml").unlink()
    assert len({*stamps}) == 3
    assert stamp(folder) == stamps[1]


def test_a_port_that_is_taken_is_named(
    folder: Path, server: Preview, capsys: pytest.CaptureFixture[str]
) -> None:
    port = str(server.server_port)
    result = run("--ui", "en", "preview", "--port", port, "--content", str(folder), capsys=capsys)
    assert result.status == 1
    assert f"port {port} is not free" in result.messages


def test_a_browser_shows_a_saved_text_by_itself(
    folder: Path, server: Preview, browser: Browser
) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{server.address}?language=nb")
    page.wait_for_timeout(1500)
    edit(folder, TARGET, "text: Gos lea buorre guohtun?", "text: Hvor er det godt?")
    expect(page.get_by_text("Hvor er det godt?")).to_be_visible(timeout=15_000)
    assert [each for each in complaints if "favicon" not in each] == []
    page.close()
