"""A real browser for the journeys: Chromium, against the live server, with axe and a keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from oneworkforce.loading.commands import demo

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Open a page as a new visitor: ``visit(width=320, javascript=False)``; 360 px and JavaScript unless said."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(*, width: int = 360, height: int = 740, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            has_touch=width < 768,
            bypass_csp=False,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda said: faults.append(said.text) if _is_fault(said.text, said.type) else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """A phone of 360 px."""
    return visit()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that axe finds nothing on a page: ``axe(page)``."""

    def check(page: Page) -> None:
        # Evaluated, not added as a script: the pages' security policy stays in force.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("async () => (await axe.run()).violations")
        assert not found, "\n".join(
            f"{page.url}: {fault['id']}: {fault['help']}\n  "
            + "\n  ".join(f"{node['html'][:160]} {node['failureSummary']}" for node in fault["nodes"][:5])
            for fault in found
        )

    return check


@pytest.fixture
def tab_to() -> Callable[[Page, str], None]:
    """Press Tab until the focus is on what a selector names: ``tab_to(page, "#main a")``."""

    def press(page: Page, selector: str, most: int = 120) -> None:
        for _press in range(most):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {selector} on {page.url}")

    return press


@pytest.fixture
def demonstration(settings: Any) -> None:
    """The demonstration, with its personas on the start page."""
    settings.DEMO = True
    ran = CliRunner().invoke(demo)
    assert ran.exit_code == 0, ran.output


def _is_fault(text: str, kind: str) -> bool:
    # A page that answers 404 on purpose is no fault of its scripts.
    return kind == "error" and "Failed to load resource" not in text
