"""Nothing is lost: other programs, other tabs, slow lines, a server that dies in the middle of a word."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.conftest import SAMPLES
from tests.studio.pages import Studio, clean, opened, show, window
from tests.studio.served import Talk
from tests.svg.browser import chromium

TEXT = """# Ours
layout: business-model
locale: en
title: Shared
blocks:
  channels:
    - Shop     # the old one
    - Fair
  key-partners:
    - Bank
"""
LOST = ("Failed to load resource", "net::ERR", "ERR_CONNECTION_REFUSED")
"""What a browser says of a server that does not answer."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "canvases"
    made.mkdir()
    (made / "shared.yaml").write_text(TEXT)
    return made


def change(folder: Path, old: str, new: str) -> None:
    """What an editor on the other screen does: it writes a new file and puts it in the place of the old."""
    file = folder / "shared.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    (folder / "shared.yaml~").write_text(text.replace(old, new), encoding="utf-8")
    os.replace(folder / "shared.yaml~", file)


def begin(studio: Studio, note: str) -> None:
    studio.note(note).dblclick()
    expect(studio.editor).to_be_focused()


def test_changed_outside_while_typing(browser: Browser, folder: Path) -> None:
    """A change elsewhere in the file appears at once, and disturbs nobody who types."""
    with opened(browser, folder, "shared.yaml") as studio:
        page = studio.page
        begin(studio, "Shop")
        page.keyboard.type(" in town")
        change(folder, "- Bank", "- Bank\n    - University")
        expect(studio.note("University")).to_have_count(1)
        expect(studio.editor).to_be_focused()
        page.keyboard.type(" and online")
        page.keyboard.press("Escape")
        studio.rest()
        text = (folder / "shared.yaml").read_text(encoding="utf-8")
        assert studio.data["blocks"] == {
            "channels": ["Shop in town and online", "Fair"],
            "key-partners": ["Bank", "University"],
        }
        assert text.startswith("# Ours\n")
        assert "# the old one" in text


def test_conflict(browser: Browser, folder: Path) -> None:
    """The same note, changed here and there at once: both stay, and one of them can be chosen."""
    with opened(browser, folder, "shared.yaml") as studio:
        page = studio.page
        begin(studio, "Shop")
        with page.expect_response("**/ops"):
            page.keyboard.type("!")
        # Before the file has it.
        change(folder, "- Shop ", "- Market ")
        banner = page.locator(".banner", has_text="Market")
        expect(banner).to_be_visible()
        expect(studio.editor).to_be_focused()
        page.keyboard.type("!")
        page.keyboard.press("Escape")
        studio.until(lambda: studio.data["blocks"]["channels"] == ["Market", "Shop!!", "Fair"])
        page.get_by_role("button", name="Keep mine").click()
        studio.until(lambda: studio.data["blocks"]["channels"] == ["Shop!!", "Fair"])


def test_broken_and_mended(browser: Browser, folder: Path) -> None:
    """While a file cannot be read the last good sheet stays, with the line that is wrong; then all goes on."""
    with opened(browser, folder, "shared.yaml") as studio:
        change(folder, "- Fair", "- 'Fair")
        banner = studio.page.locator(".banner.bad")
        expect(banner).to_contain_text("shared.yaml")
        expect(banner).to_contain_text(re.compile(r"Line \d+"))
        expect(studio.note("Fair")).to_have_count(1)
        change(folder, "- 'Fair", "- Fairs")
        expect(banner).to_have_count(0)
        expect(studio.note("Fairs")).to_have_count(1)


def test_two_tabs(browser: Browser, folder: Path) -> None:
    """Two windows on one document: each sees what the other does, and none undoes it."""
    with opened(browser, folder, "shared.yaml") as one:
        two = show(one.page.context, folder, one.talk, "shared.yaml")
        begin(one, "Shop")
        one.page.keyboard.type(" in town")
        expect(two.page.locator(".spot.elsewhere")).to_have_count(1)
        two.page.bring_to_front()
        two.note("Bank").focus()
        two.page.keyboard.press("Alt+ArrowRight")
        two.rest()
        one.page.bring_to_front()
        one.page.keyboard.press("Escape")
        one.rest()
        expect(two.note("Shop in town")).to_have_count(1)
        assert "Shop in town" in one.data["blocks"]["channels"]
        assert one.data["blocks"].get("key-partners") in (None, [])
        clean(two)


def test_slow_line(browser: Browser, folder: Path) -> None:
    """Answers that come late come in order, and no key waits for them."""
    with opened(browser, folder, "shared.yaml") as studio:
        page, asked = studio.page, []

        def late(route: Route) -> None:
            asked.append(route.request.post_data or "")
            time.sleep(0.4)
            route.continue_()

        page.route("**/ops", late)
        begin(studio, "Shop")
        text = " in the old town, near the harbour and the church"
        page.keyboard.type(text)
        assert studio.editor.input_value() == f"Shop{text}"
        page.keyboard.press("Enter")
        page.keyboard.type("And a second")
        page.keyboard.press("Escape")
        studio.rest()
        assert studio.data["blocks"]["channels"] == [f"Shop{text}", "And a second", "Fair"]
        # One under way and one waiting, not one for each key.
        assert len(asked) < len(text) / 2


def test_server_gone(browser: Browser, folder: Path) -> None:
    """What is typed while the server does not answer stays in the window, and is sent when it does."""
    with opened(browser, folder, "shared.yaml") as studio:
        page = studio.page
        studio.allowed = LOST
        page.route("**/ops", lambda route: route.abort("connectionrefused"))
        begin(studio, "Shop")
        page.keyboard.type(" in town")
        page.keyboard.press("Escape")
        banner = page.locator(".banner.bad")
        expect(banner).to_contain_text("kept in this window")
        expect(page.locator(".saved")).to_have_text("Saving …")
        page.unroute("**/ops")
        expect(banner).to_have_count(0)
        studio.rest()
        assert studio.data["blocks"]["channels"] == ["Shop in town", "Fair"]


@contextmanager
def process(folder: Path, state: Path) -> Iterator[tuple[subprocess.Popen[str], Talk]]:
    """A studio in a process of its own, that can be killed."""
    command = [sys.executable, "-m", "bmcgen", "studio", str(folder), "--no-open"]
    environment = {**os.environ, "XDG_STATE_HOME": str(state), "HOME": str(state), "PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert running.stdout is not None
        found = next(
            match for line in running.stdout if (match := re.search(r"http://127\.0\.0\.1:(\d+)/\?token=(\S+)", line))
        )
        talk = Talk.__new__(Talk)
        talk.port, talk.seq, talk.cookie, talk.origin = int(found[1]), 0, "", f"http://127.0.0.1:{found[1]}"
        answer = talk.ask("GET", f"/?token={found[2]}")
        talk.cookie = (answer.headers["set-cookie"] or "").partition(";")[0]
        yield running, talk
    finally:
        running.kill()
        running.communicate()


def test_killed_while_typing(browser: Browser, folder: Path) -> None:
    """kill -9 in the middle of a note: what was typed is there after the next start, and can be undone."""
    state = folder.parent / "state"
    with process(folder, state) as (running, talk), window(browser, folder, talk) as context:
        studio = show(context, folder, talk, "shared.yaml")
        begin(studio, "Shop")
        with studio.page.expect_response("**/ops"):
            studio.page.keyboard.type(" in tow")
        studio.page.wait_for_timeout(100)
        running.send_signal(signal.SIGKILL)
        running.wait()
    with process(folder, state) as (_, talk), window(browser, folder, talk) as context:
        studio = show(context, folder, talk, "shared.yaml")
        expect(studio.note("Shop in tow")).to_have_count(1)
        studio.until(lambda: "Shop in tow" in " ".join(studio.data["blocks"]["channels"]))
        clean(studio)


def test_leaving_while_typing(browser: Browser, folder: Path) -> None:
    """A tab that is closed in the middle of a word has said it all before."""
    shutil.copy(SAMPLES / "sparse.yaml", folder)
    with opened(browser, folder, "shared.yaml") as studio:
        begin(studio, "Shop")
        studio.page.keyboard.type(" in town")
        studio.page.close(run_before_unload=False)
        end = time.monotonic() + 15
        while studio.data["blocks"]["channels"][0] != "Shop in town":
            assert time.monotonic() < end
            time.sleep(0.05)
