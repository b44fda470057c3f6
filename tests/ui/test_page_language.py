"""The language of one page: chosen here, else wished by an invitation, else what the browser prefers."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from oneworkforce.ui import languages

CY, EN = "cy", "en-gb"


def asked(method: str = "get", path: str = "/here/?page=2", *, cookie: str = "", browser: str = "", **sent: Any) -> Any:
    request = getattr(RequestFactory(headers={"Accept-Language": browser}), method)(path, sent)
    if cookie:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    return request


@pytest.mark.parametrize(
    ("request_", "spoken"),
    [
        (asked(), EN),
        (asked(browser="cy"), CY),
        (asked(browser="cy", cookie=EN), EN),
        (asked(cookie=CY), CY),
        (asked(cookie="xx", browser="cy"), CY),
        (asked("post", "/here/", then="language-cy"), CY),
        (asked("post", "/here/", then="language-xx"), EN),
        (asked("post", "/here/", then="cy"), EN),
        (asked("get", "/here/", then="language-cy"), EN),
    ],
)
def test_the_choice_made_here_comes_before_what_the_browser_prefers(request_: HttpRequest, spoken: str) -> None:
    with languages.spoken(request_) as moment:
        assert (moment.language, languages.code_now()) == (spoken, spoken)
        assert languages.html_lang() == {CY: "cy", EN: "en-GB"}[spoken]
        assert moment.switched is (request_.method == "POST" and spoken == CY)
    assert languages.code_now() == EN


def test_an_invitation_s_wish_comes_between_the_two() -> None:
    with languages.spoken(asked(browser="en")):
        languages.wish(CY)
        assert languages.code_now() == CY
        languages.wish("xx")
        assert languages.code_now() == CY
    with languages.spoken(asked(cookie=EN)):
        languages.wish(CY)
        assert languages.code_now() == EN
    languages.wish(CY)
    assert languages.code_now() == EN, "no page is being spoken"


def test_only_the_languages_of_the_partnership_are_offered() -> None:
    with languages.spoken(asked(cookie=CY)):
        assert [(choice.code, choice.tag, choice.current) for choice in languages.language_choices()] == [
            (EN, "en-GB", False),
            (CY, "cy", True),
        ]
        languages.offer([EN])
        assert (languages.code_now(), languages.language_choices()) == (EN, [])
        assert languages.spoken_now() == (EN, (EN,), False)
        languages.offer(["xx"])
        assert languages.spoken_now() == (EN, (EN,), False)
        languages.offer([CY, EN])
        assert languages.spoken_now() == (CY, (EN, CY), False)
    assert languages.language_choices() == []
    assert languages.spoken_now() == (EN, (), False)


def test_a_child_is_spoken_to_as_a_child_for_one_page() -> None:
    assert not languages.is_familiar()
    with languages.spoken(asked()):
        assert not languages.is_familiar()
        languages.familiar(True)
        assert languages.is_familiar()
        languages.familiar(False)
        assert not languages.is_familiar()
    languages.familiar(True)
    assert not languages.is_familiar()


def test_a_switch_leads_back_to_where_it_was_pressed() -> None:
    assert languages.language_place() == "/"
    with languages.spoken(asked()):
        assert languages.language_place() == "/here/?page=2"
        with languages.standing_at("/there/"):
            assert languages.language_place() == "/there/"
        assert languages.language_place() == "/here/?page=2"


@pytest.mark.parametrize(
    ("sent", "place", "kept"),
    [
        ({"place": "/here/?page=2", "language": CY}, "/here/?page=2", CY),
        ({"place": "https://elsewhere.example/", "language": CY}, "/", CY),
        ({"place": "//elsewhere.example/", "language": CY}, "/", CY),
        ({"place": "here/", "language": CY}, "/", CY),
        ({"language": EN}, "/", EN),
        ({"place": "/here/", "language": "xx"}, "/here/", None),
        ({"place": "/here/"}, "/here/", None),
    ],
)
def test_a_press_is_kept_and_leads_back_to_our_own_page(sent: dict[str, str], place: str, kept: str | None) -> None:
    response = languages.switch(asked("post", "/language/", **sent))
    assert (response.status_code, response["Location"]) == (302, place)
    cookie = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    assert (cookie.value if cookie else None) == kept
    if cookie:
        assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
            "/",
            True,
            "Lax",
            settings.LANGUAGE_COOKIE_AGE,
        )


def test_looking_at_the_address_changes_nothing() -> None:
    assert not languages.switch(asked("get", "/language/", language=CY)).cookies


@pytest.mark.parametrize(("origin", "secure"), [("https://one.example", True), ("http://one.example", False)])
def test_the_cookie_is_for_secure_pages_where_the_site_is(settings: Any, origin: str, secure: bool) -> None:
    settings.ORIGIN = origin
    response = HttpResponse()
    languages.remember(response, asked(), CY)
    assert bool(response.cookies[settings.LANGUAGE_COOKIE_NAME]["secure"]) is secure


def test_no_language_at_all_is_english() -> None:
    with translation.override(None):
        assert (languages.code_now(), languages.html_lang()) == (EN, "en-GB")
