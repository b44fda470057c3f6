"""What browsers and processes keep of addresses: the service worker, and nothing that holds a code."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import resolve

from oneworkforce.ui.middleware import may_stay
from tests.factories import make_assessment
from tests.gathering.questionnaires.answering import Person


@pytest.mark.django_db
def test_a_browser_may_keep_the_service_worker_until_it_changes() -> None:
    person = Person(make_assessment()).start()
    page = person.client.get("/answer/theme/1/").content.decode()
    found = re.search(r'data-worker="([^"]*)"', page)
    assert found
    address = unescape(found[1])
    assert re.fullmatch(r"/answer/worker\.js\?ui/js/without_connection-[0-9a-f]{10}\.js", address)
    response = person.client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/javascript")
    assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/answer/save/", "/answer/theme/3/", "/answer/check/"])
def test_what_an_address_of_everybody_leads_to_stays(path: str) -> None:
    assert may_stay(resolve(path))


@pytest.mark.parametrize("path", ["/answer/ABCDEF/", "/answer/ABCDEFGHJKMN/", "/answer/ABCDEF/shared/"])
def test_an_address_with_a_code_does_not(path: str) -> None:
    assert not may_stay(resolve(path))
