"""`toimintamalli preview`, over a real connection and in a real browser."""

import http.client
import json
import subprocess
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect
from tests.support.commands import run
from tests.support.content import edit, write_translated_content

from toimintamalli.cli.preview import save, show, show_readers
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
    shown, saved = partial(show, "en", str(folder)), partial(save, "en", str(folder))
    readers = partial(show_readers, "en", str(folder))
    with Preview(folder, shown, 0, saved, readers) as running:
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
    # The rest is there all the same: the sources, and the files that are in order.
    assert "Gos lea buorre guohtun?" in page
    assert "<h2>glossary.yaml</h2>" in page


def test_a_broken_structure_file_hides_only_itself(folder: Path, server: Preview) -> None:
    edit(folder, "structure/themes/herd.yaml", "kind: scale", "kind: scal")
    page = ask(server, "/?language=nb").text
    assert "error[unknown-value]" in page
    assert "<h2>glossary.yaml</h2>" in page
    assert "<h2>themes/herd.yaml</h2>" not in page


def test_a_finding_stands_beside_its_text_too(folder: Path, server: Preview) -> None:
    edit(folder, TARGET, "text: Gos lea buorre guohtun?", "text: Hvor er\u200b god beite?")
    page = ask(server, "/?language=nb").text
    row = next(each for each in page.split("</tr>") if "god beite" in each)
    assert '<p class="wrong">' in row


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
    assert [complaint for complaint in complaints if "favicon" not in complaint] == []
    page.close()


def test_what_readers_get_stands_beside_the_texts_and_follows_an_edit(
    folder: Path, server: Preview, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{server.address}?language=nb")
    page.get_by_role("link", name="The readers’ page beside the texts").click()
    beside = page.frame_locator("iframe")
    expect(beside.get_by_role("heading").first).to_be_visible(timeout=15_000)
    edit(folder, TARGET, "text: Gos lea buorre guohtun?", "text: Hvor er det godt?")
    expect(page.get_by_text("Hvor er det godt?").first).to_be_visible(timeout=15_000)
    expect(beside.get_by_text("Hvor er det godt?").first).to_be_attached(timeout=15_000)
    page.close()


def test_the_readers_page_is_in_a_sandbox_and_tells_what_is_broken(
    folder: Path, server: Preview
) -> None:
    assert (
        "sandbox allow-scripts;"
        in ask(server, "/readers?language=nb").headers["Content-Security-Policy"]
    )
    assert ask(server, "/readers?language=xx").status == 404
    edit(folder, TARGET, "text: Gos lea buorre guohtun?", "\ttext: Gos")
    assert "[tab]" in ask(server, "/readers?language=nb").text


# Editing in the page.


def hand_in(
    server: Preview, body: object, path: str = "/save", method: str = "POST", **headers: str
) -> Answer:
    own = f"{ADDRESS}:{server.server_port}"
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    wanted = {
        "Host": own,
        "Origin": f"http://{own}",
        "Content-Type": "application/json",
        "X-Preview-Token": server.token,
        "Content-Length": str(len(sent)),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(ADDRESS, server.server_port, timeout=20)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in wanted.items():
        if value:
            connection.putheader(name, value)
    connection.endheaders(sent)
    answer = connection.getresponse()
    found = Answer(answer.status, dict(answer.headers), answer.read().decode())
    connection.close()
    return found


SOURCE_TEXT = "Gos lea buorre guohtun?"
PATH = "questions.grazing.text"


def wish(**changes: str) -> dict[str, str]:
    return {
        "language": "nb",
        "file": "themes/herd.yaml",
        "path": PATH,
        "was": SOURCE_TEXT,
        "source": SOURCE_TEXT,
        "text": "Hvor er det godt beite?",
    } | changes


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.yaml")
        if ".toimintamalli" not in path.parts
    }


def test_a_saved_translation_is_in_its_file_and_its_lock_and_nowhere_else(
    folder: Path, server: Preview
) -> None:
    before = files_in(folder)

    assert hand_in(server, wish()).status == 200

    after = files_in(folder)
    assert {name for name in after if after[name] != before.get(name)} == {
        TARGET,
        f"locks/{TARGET}",
    }
    gone = set(before[TARGET].splitlines()) - set(after[TARGET].splitlines())
    come = set(after[TARGET].splitlines()) - set(before[TARGET].splitlines())
    assert (len(gone), [each.strip() for each in come]) == (1, [b"text: Hvor er det godt beite?"])
    page = ask(server, "/?language=nb&state=current&words=beite").text
    assert '<tr class="current">' in page


def test_a_saved_source_makes_its_translations_out_of_date(folder: Path, server: Preview) -> None:
    hand_in(server, wish())

    assert hand_in(server, wish(language="se", text="Gos lea buoremus guohtun?")).status == 200

    assert "Gos lea buoremus guohtun?" in (folder / "se/themes/herd.yaml").read_text()
    assert "buoremus" in ask(server, "/?language=nb&state=stale").text


def test_a_translation_of_what_the_source_was_is_out_of_date_at_once(
    folder: Path, server: Preview
) -> None:
    edit(folder, "se/themes/herd.yaml", SOURCE_TEXT, "Gos lea buoremus guohtun?")

    assert hand_in(server, wish()).status == 200

    assert "beite" in ask(server, "/?language=nb&state=stale").text


def test_a_text_that_is_saved_as_it_is_counts_as_looked_at(folder: Path, server: Preview) -> None:
    edit(folder, TARGET, SOURCE_TEXT, "Hvor?")
    assert "Hvor?" in ask(server, "/?language=nb&state=unverified").text

    assert hand_in(server, wish(was="Hvor?", text="Hvor?")).status == 200

    assert "Hvor?" in ask(server, "/?language=nb&state=current").text


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"was": "Hvor?"}, 409),
        ({"text": " \n "}, 409),
        ({"path": "questions.nowhere.text"}, 409),
        ({"path": "__class__"}, 409),
        ({"file": "../../etc/passwd"}, 409),
        ({"file": "../structure/model.yaml", "path": "model.id"}, 409),
        ({"language": "xx"}, 409),
        ({"language": "../se"}, 409),
        ({"language": "structure", "file": "model.yaml", "path": "model.id"}, 409),
        ({"further": "x"}, 400),
        ({"text": "\ud800"}, 400),
        ({"text": "x" * 100_001}, 400),
    ],
)
def test_what_does_not_fit_changes_nothing(
    folder: Path, server: Preview, changes: dict[str, str], status: int
) -> None:
    before = files_in(folder)
    assert hand_in(server, wish(**changes)).status == status
    assert files_in(folder) == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Host": "example.org", "Origin": "http://example.org"}, 403),
        ({"X_Preview_Token": "guessed"}, 403),
        ({"X_Preview_Token": ""}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Length": "9" * 40}, 413),
        ({"Content_Length": "20000000"}, 413),
        ({"Content_Length": "-1"}, 411),
        ({"Content_Length": ""}, 411),
        ({"path": "/"}, 404),
        ({"path": "/save?x"}, 404),
        ({"method": "PUT"}, 501),
    ],
)
def test_a_request_that_is_not_of_our_own_page_is_refused_before_it_is_read(
    folder: Path, server: Preview, headers: dict[str, str], status: int
) -> None:
    before = files_in(folder)
    assert hand_in(server, wish(), **headers).status == status
    assert files_in(folder) == before


@pytest.mark.parametrize("body", [b"", b"[" * 90_000, b"null", b"\xff", b'{"text": 1}', b"[]"])
def test_a_body_that_is_no_edit_is_refused(server: Preview, body: bytes) -> None:
    assert hand_in(server, body).status == 400


def test_the_token_stands_in_our_page_only_and_differs_each_time(
    folder: Path, server: Preview
) -> None:
    assert f'<meta name="token" content="{server.token}">' in ask(server, "/?token=mine").text
    assert server.token not in ask(server, "/", "example.org").text
    with Preview(folder, partial(show, "en", str(folder)), 0) as other:
        assert other.token != server.token


def test_only_what_changed_since_the_last_release_is_shown_when_asked_for(
    folder: Path, server: Preview
) -> None:
    (folder / "structure/ledger.yaml").write_text("entries: []\n", encoding="utf-8")
    for command in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "Release"),
    ):
        subprocess.run(("git", "-C", folder, *command), check=True)
    assert 'name="since"' in ask(server, "/?language=nb").text
    assert "<tr class=" not in ask(server, "/?language=nb&since=release").text

    hand_in(server, wish())

    assert ask(server, "/?language=nb&since=release").text.count("<tr class=") == 1


def test_an_editor_saves_in_the_page_and_is_told_of_another_who_was_faster(
    folder: Path, server: Preview, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{server.address}?language=nb&words=questions.grazing")
    page.locator("td + td button.edit").first.click()
    area = page.get_by_role("textbox", name=PATH)
    area.fill("Hvor er det godt?\n\nOg hvorfor?")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("td + td p").first).to_have_text("Hvor er det godt?")
    expect(page.locator("td + td p").nth(1)).to_have_text("Og hvorfor?")
    assert "|\n      Hvor er det godt?\n\n      Og hvorfor?\n" in (folder / TARGET).read_text()

    page.locator("td + td button.edit").first.click()
    edit(folder, TARGET, "Og hvorfor?", "Og når?")
    area.fill("Mitt")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Og når?")
    # Nothing of either is lost: theirs is in the file, ours still in the page.
    expect(area).to_have_value("Mitt")
    assert "Og når?" in (folder / TARGET).read_text()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Og når?")).to_be_visible(timeout=15_000)
    page.close()
