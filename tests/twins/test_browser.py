"""Web pages in a real browser: axe-core finds no barrier, by day and by night, and no screen is too narrow."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage

import bmcgen
from tests import matrix
from tests.conftest import SAMPLES
from tests.svg.browser import chromium
from tests.twins.test_words import DOCUMENTS, twin

SHOWN: Mapping[str, Callable[[], bmcgen.Document]] = {
    **{name: made for name, made in DOCUMENTS.items() if name not in ("a pack", "cards")},
    "a long guide": lambda: bmcgen.make("handout", locale="nl"),
    "a facilitator's sheet": lambda: bmcgen.make("facilitation", locale="de"),
    "a persona in two languages": lambda: bmcgen.make("persona", locale="de+en"),
    "a Spanish poster": lambda: bmcgen.make("business-model", locale="es"),
    "stories": lambda: bmcgen.make(SAMPLES / "tidewell.yaml", threads=True),
}
CHOSEN = ("a poster that continues", "worksheets", "a persona in two languages", "a Spanish poster", "stories")
PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
# What reaches beyond the right edge of the window, but for what is moved within a window of its own.
BEYOND = """() => [...document.querySelectorAll("body *")]
  .filter(each => !each.closest(".table, .unseen") && each.getBoundingClientRect().right > innerWidth + 0.5)
  .map(each => each.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@contextmanager
def opened(browser: Browser, path: Path, **more: Any) -> Iterator[tuple[BrowserPage, list[str]]]:
    """A page, and the addresses that it asked for besides itself."""
    context = browser.new_context(viewport=LAPTOP, **more)
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    yield page, [each for each in asked if each != path.as_uri() and not each.startswith("data:")]
    context.close()


@pytest.mark.parametrize("name", SHOWN if matrix.slow else CHOSEN)
def test_axe_finds_no_barrier(name: str, browser: Browser, axe: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(twin(SHOWN[name](), "html"))
    for scheme in ("light", "dark"):
        with opened(browser, path, color_scheme=scheme, bypass_csp=True) as (page, asked):
            page.evaluate(f"{axe};0")
            found = page.evaluate("() => axe.run()")
            assert len(found["passes"]) > 10
            # Columns to be filled in by hand are empty, of which axe is unsure.
            unsure = [each for each in found["incomplete"] if each["id"] != "th-has-data-cells"]
            wrong = [*found["violations"], *unsure]
            assert [(each["id"], each["nodes"][0]["html"]) for each in wrong] == [], scheme
            assert page.evaluate(BEYOND) == []
            page.set_viewport_size(PHONE)
            assert page.evaluate(BEYOND) == []
            assert asked == []


def test_a_barrier_would_be_found(browser: Browser, axe: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    shown = twin(SHOWN["a persona"](), "html").decode()
    broken = shown.replace("--soft: #41464e", "--soft: #a9abae", 1).replace(' alt="', ' title="', 1)
    path.write_text(broken.replace('<html lang="nl">', "<html>"), encoding="utf-8")
    with opened(browser, path, color_scheme="light", bypass_csp=True) as (page, _):
        page.evaluate(f"{axe};0")
        found = page.evaluate("() => axe.run()")["violations"]
    assert {"color-contrast", "html-has-lang"} <= {each["id"] for each in found}


def test_scripts_do_not_run(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    shown = twin(SHOWN["a blank persona"](), "html").decode()
    path.write_text(shown.replace("<main>", "<main><script>document.title = 'run'</script>"), encoding="utf-8")
    with opened(browser, path) as (page, _):
        assert page.title() == "Persona"


def test_it_is_light_on_paper(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(twin(SHOWN["a poster"](), "html"))
    with opened(browser, path, color_scheme="dark") as (page, _):
        ground = "() => getComputedStyle(document.documentElement).backgroundColor"
        assert page.evaluate(ground) != "rgb(255, 255, 255)"
        page.emulate_media(media="print")
        assert page.evaluate(ground) == "rgb(255, 255, 255)"
