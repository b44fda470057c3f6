"""What the pages of young people weigh over the wire: pictures and faces are in the page, and still it is light."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.gathering.questionnaires import test_answering_survives_kill as kill
from tests.journeys.test_answering_weight import AFTER, FIRST, Scales

pytestmark = [pytest.mark.browser]


@pytest.fixture
def server(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[kill.Server]:
    group = 'partnership.staff_groups.create(key="young-people", name="Young people", audience="young-people")\n'
    set_up = kill.SET_UP.replace("assessment = ", group + "assessment = ", 1).replace('"frontline"', '"young-people"')
    assert set_up.count("young-people") == 3
    monkeypatch.setattr(kill, "SET_UP", set_up)
    started = kill.Server(data_folder)
    yield started
    started.kill()


@pytest.mark.parametrize("easy", [False, True])
def test_the_first_page_is_light_and_the_next_are_lighter(browser: Browser, server: kill.Server, easy: bool) -> None:
    # What the server sends is weighed, and not what a device gives of its own.
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{server.port}", viewport={"width": 360, "height": 740}, service_workers="block"
    )
    if easy:
        cookie = {"name": "oneworkforce_easy", "value": "1", "url": f"http://127.0.0.1:{server.port}"}
        context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    scales = Scales(page)
    page.goto(f"/answer/{server.link}/", wait_until="networkidle")
    requests, weight = scales.empty()
    assert 2 < requests <= 8
    assert weight <= FIRST, f"{weight:,} bytes in {requests} requests"
    page.goto(f"/answer/{server.link}/?step=taking-part", wait_until="networkidle")
    page.get_by_label("Yes, I am 13 or older").check()
    page.get_by_label("I want to take part").check()
    page.get_by_role("button", name="Start the questions").click()
    page.wait_for_load_state("networkidle")
    scales.empty()
    for address in ("/answer/theme/1/", "/answer/theme/2/", "/answer/theme/3/", "/answer/check/"):
        page.goto(address, wait_until="networkidle")
        requests, weight = scales.empty()
        print(address, weight, requests)
        if address != "/answer/theme/1/":
            assert weight <= AFTER, f"{address}: {weight:,} bytes in {requests} requests"
    context.close()
