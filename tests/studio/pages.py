"""The studio in a real browser: a page that fails a test if anything on it goes wrong."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, BrowserContext, Locator, expect
from playwright.sync_api import Page as BrowserPage

from tests.studio.served import Talk, served

expect.set_options(timeout=15_000)
"""Machines that run other tests are slow; what is right appears at once on others."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PASTE = """([element, given]) => {
  const data = new DataTransfer();
  for (const [type, text] of Object.entries(given)) data.setData(type, text);
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


class Studio:
    """A document, or the first page, in a window of its own."""

    def __init__(self, page: BrowserPage, folder: Path, file: str | None, talk: Talk) -> None:
        self.page, self.folder, self.file, self.talk = page, folder, file, talk
        self.wrong: list[str] = []
        self.foreign: list[str] = []
        self.allowed: tuple[str, ...] = ()
        page.on("console", lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    # Looking

    @property
    def data(self) -> Any:
        """What the file holds now."""
        assert self.file is not None
        return yaml.safe_load((self.folder / self.file).read_text(encoding="utf-8"))

    def notes(self, block: str) -> list[str]:
        """The texts of a block's notes on the page, in their order."""
        script = "([block]) => [...document.querySelectorAll('button.spot.note')].filter(each => \
            each.closest('section').querySelector('.block')?.dataset.key === block).map(each => each.textContent)"
        return list(self.page.evaluate(script, [block]))

    def block(self, name: str) -> Locator:
        return self.page.locator(f"button.spot.block[data-key='{name}']")

    def note(self, text: str) -> Locator:
        return self.page.locator("button.spot.note", has_text=text).first

    @property
    def editor(self) -> Locator:
        return self.page.locator("textarea.editor")

    @property
    def live(self) -> Locator:
        return self.page.locator("#live")

    def drawn(self) -> str:
        """All words on the sheet, as they are drawn."""
        return str(
            self.page.evaluate("[...document.querySelectorAll('.drawing text')].map(t => t.textContent).join(' ')")
        )

    def violations(self, *rules: str) -> list[str]:
        """What axe-core finds fault with, by these rules or by all."""
        # Evaluated rather than added as a script, which the policy of the page forbids.
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
        found = self.page.evaluate("only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only)
        return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]

    # Doing

    def write(self, block: str, *texts: str) -> None:
        """Types notes into a block, one after another."""
        self.block(block).focus()
        self.page.keyboard.press("Enter")
        expect(self.editor).to_be_focused()
        for text in texts:
            self.page.keyboard.insert_text(text)
            self.page.keyboard.press("Enter")
        self.page.keyboard.press("Escape")

    def paste(self, target: Locator, **given: str) -> None:
        """Pastes what programs put on the clipboard, by kinds: `plain`, `html`."""
        target.evaluate(
            f"(element, given) => ({PASTE})([element, given])", {f"text/{kind}": text for kind, text in given.items()}
        )

    def rest(self) -> None:
        """Waits until everything is in the file."""
        expect(self.page.locator(".saved")).to_have_text(self.said("saved"), timeout=20_000)

    def said(self, key: str) -> str:
        return str(self.page.evaluate("key => import('/static/base/words.js').then(words => words.t(key))", key))

    def until(self, met: Callable[[], bool], seconds: float = 15) -> None:
        """Waits for something outside the page, such as a file."""
        end = time.monotonic() + seconds
        while not met():
            assert time.monotonic() < end, "did not happen"
            self.page.wait_for_timeout(40)


@contextmanager
def window(browser: Browser, folder: Path, talk: Talk, **given: Any) -> Iterator[BrowserContext]:
    """A browser that was let in, and asks nobody but the studio for anything."""
    given = {"viewport": {"width": 1280, "height": 720}, "locale": "en", "reduced_motion": "reduce", **given}
    context = browser.new_context(**given)
    context.set_default_timeout(15_000)
    try:
        name, _, value = talk.cookie.partition("=")
        context.add_cookies(
            [{"name": name, "value": value, "url": talk.origin, "httpOnly": True, "sameSite": "Strict"}]
        )
        yield context
    finally:
        context.close()


def show(context: BrowserContext, folder: Path, talk: Talk, file: str | None) -> Studio:
    studio = Studio(context.new_page(), folder, file, talk)
    origin = talk.origin

    def asked(route: Any) -> None:
        if route.request.url.startswith(origin):
            route.continue_()
        else:
            studio.foreign.append(route.request.url)
            route.abort()

    studio.page.route("**/*", asked)
    studio.page.goto(f"{origin}/d/{file}" if file else f"{origin}/")
    if file:
        expect(studio.page.locator(".studio[data-view]")).to_be_visible()
        studio.page.evaluate("() => document.fonts.ready.then(() => null)")
    else:
        expect(studio.page.locator("h1")).to_be_visible()
    return studio


@contextmanager
def opened(browser: Browser, folder: Path, file: str | None = None, **given: Any) -> Iterator[Studio]:
    """The studio of a folder in a window, which nothing may have gone wrong in at the end."""
    with served(folder, folder.parent / f"{folder.name}-state") as talk:
        talk.enter()
        with window(browser, folder, talk, **given) as context:
            studio = show(context, folder, talk, file)
            yield studio
            clean(studio)


def clean(studio: Studio) -> None:
    wrong = [each for each in studio.wrong if not any(part in each for part in studio.allowed)]
    assert not wrong, json.dumps(wrong, indent=1)
    assert not studio.foreign
