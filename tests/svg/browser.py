"""A drawing in a real browser: where its glyphs stand, what it asks for, and how it looks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as BrowserPage

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pixels are compared with grey ones.
    "--disable-lcd-text",
    "--force-color-profile=srgb",
]
# For each character the origin of its glyph, in millimetres from the top left of the sheet.
GLYPHS = """() => {
  const found = [], mm = 25.4 / 96, box = document.documentElement.getBoundingClientRect();
  for (const text of document.querySelectorAll("text")) {
    const place = text.getScreenCTM(), all = text.textContent;
    const at = point => {
      const moved = point.matrixTransform(place);
      return [(moved.x - box.x) * mm, (moved.y - box.y) * mm];
    };
    for (let i = 0; i < text.getNumberOfChars(); i++) {
      const char = String.fromCodePoint(all.codePointAt(i));
      found.push([char, ...at(text.getStartPositionOfChar(i))]);
      if (char.length > 1) i++;
    }
  }
  return found;
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium that is installed; where there is none, the test is skipped, but never where CI is set."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@contextmanager
def shown(browser: Browser, svg: bytes, folder: Path, zoom: int = 1) -> Iterator[Shown]:
    """A drawing in a window of its own, on a screen with so many times 96 dots an inch."""
    path = folder / "drawing.svg"
    path.write_bytes(svg)
    with browser.new_page(viewport={"width": 1600, "height": 1200}, device_scale_factor=zoom) as page:
        yield Shown(page, path)


class Shown:
    """A drawing that a browser shows at its true size. `asked` are the addresses that it fetched besides itself, and
    `said` what scripts wrote to the console.
    """

    def __init__(self, page: BrowserPage, path: Path) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.goto(path.as_uri())
        self.asked.remove(path.as_uri())
        page.evaluate("() => document.fonts.ready.then(() => null)")

    def glyphs(self) -> list[tuple[str, float, float]]:
        """Each character but spaces with the origin of its glyph, in millimetres from the top left."""
        return [tuple(each) for each in self.page.evaluate(GLYPHS) if each[0].strip()]

    def fonts(self) -> dict[str, str]:
        """The state of each font that the drawing brings along."""
        script = "() => [...document.fonts].map(font => [font.family, font.status])"
        return dict(self.page.evaluate(script))

    def copied(self) -> str:
        """What a person gets who selects everything and copies it."""
        script = "() => { getSelection().selectAllChildren(document.documentElement); return String(getSelection()) }"
        return str(self.page.evaluate(script))

    def picture(self) -> bytes:
        """The drawing as PNG, in the dots of the screen."""
        return bytes(self.page.locator("svg").first.screenshot())
