"""What a page of the questionnaire weighs over the wire, from the server that people reach, packed as they get it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.gathering.questionnaires.test_answering_survives_kill import Server, server

pytestmark = [pytest.mark.browser]
__all__ = ["server"]
FIRST, AFTER = 60_000, 10_000


class Scales:
    """Counts requests that went over the wire, and their bytes with headers."""

    def __init__(self, page: Page) -> None:
        self.requests, self.bytes = 0, 0
        self.devtools: CDPSession = page.context.new_cdp_session(page)
        self.devtools.send("Network.enable")
        # What a service worker passes on would not be seen on the wire.
        self.devtools.send("Network.setBypassServiceWorker", {"bypass": True})
        self.devtools.on("Network.loadingFinished", self._add)

    def _add(self, event: dict[str, float]) -> None:
        # What comes from the browser's own cache has no bytes on the wire.
        self.requests += event["encodedDataLength"] > 0
        self.bytes += int(event["encodedDataLength"])

    def empty(self) -> tuple[int, int]:
        """What was counted since the last time: requests, bytes."""
        counted = self.requests, self.bytes
        self.requests = self.bytes = 0
        return counted


def test_the_first_page_is_light_and_the_next_are_lighter(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}", viewport={"width": 360, "height": 740})
    page = context.new_page()
    scales = Scales(page)
    page.goto(f"/answer/{server.link}/", wait_until="networkidle")
    requests, weight = scales.empty()
    assert 2 < requests <= 6
    assert weight <= FIRST, f"{weight:,} bytes in {requests} requests"
    page.get_by_role("button", name="Start").click()
    page.wait_for_load_state("networkidle")
    requests, more = scales.empty()
    assert 2 < requests <= 6
    assert weight + more <= FIRST, f"{more:,} bytes more for the next page and all that go on without a connection"
    for address in ("/answer/theme/1/", "/answer/theme/2/", "/answer/check/"):
        page.goto(address, wait_until="networkidle")
        requests, weight = scales.empty()
        assert requests
        if address != "/answer/theme/1/":
            assert weight <= AFTER, f"{address}: {weight:,} bytes in {requests} requests"
    context.close()
