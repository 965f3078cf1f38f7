"""A real browser for tests: Debian's Chromium, drawing with software, watched for errors and for requests elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader"]


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser; the test is skipped where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="mend: pip install playwright")
    if not CHROMIUM:
        pytest.skip("mend: apt-get install chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Window:
    """A page that is loaded, with all that went wrong in it and all that it asked for."""

    def __init__(self, browser: Any, address: str, *, dark: bool = False, size: tuple[int, int] = (1440, 900)) -> None:
        self.problems: list[str] = []
        self.asked: list[str] = []
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(15000)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: (self.problems.append("a dialog"), dialog.dismiss()))
        self.page.goto(address)
        self.page.wait_for_selector("html[data-ready]")

    def state(self) -> dict[str, list[str]]:
        """What the address says."""
        from urllib.parse import parse_qs, urlsplit

        return parse_qs(urlsplit(self.page.url).fragment)

    def count(self) -> str:
        """What the page says is shown."""
        return str(self.page.inner_text("#count"))

    def save(self, kind: str) -> bytes:
        """The file that the menu gives."""
        self.page.click(".menu summary")
        with self.page.expect_download() as waiting:
            self.page.click(f'button[data-save="{kind}"]')
        return bytes(waiting.value.path().read_bytes())

    def close(self) -> None:
        """Close it; nothing may have gone wrong, and nothing may have been asked of anybody else."""
        self.context.close()
        assert self.problems == [], self.problems
        elsewhere = [url for url in self.asked if not url.startswith(("file:", "blob:", "data:", "http://127.0.0.1:"))]
        assert elsewhere == [], elsewhere
