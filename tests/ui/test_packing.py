"""Pages go out packed where that is worth it, and commands print rows in columns."""

from __future__ import annotations

import datetime
import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from oneworkforce.ui.forms import DayMonthYearField
from oneworkforce.ui.packing import SHORT, pack
from oneworkforce.ui.printing import columns, print_json

LONG = "Wórds. " * 200


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json", "image/svg+xml"])
def test_a_page_is_packed_for_who_takes_it(kind: str) -> None:
    response = pack(RequestFactory(headers={"Accept-Encoding": "br, gzip"}).get("/"), HttpResponse(LONG, kind))
    assert response["Content-Encoding"] == "gzip"
    assert response["Vary"] == "Accept-Encoding"
    assert int(response["Content-Length"]) == len(response.content) < len(LONG) / 2
    assert gzip.decompress(response.content).decode() == LONG


def test_a_page_goes_as_it_is_to_who_does_not() -> None:
    response = pack(RequestFactory(headers={"Accept-Encoding": "br"}).get("/"), HttpResponse(LONG))
    assert (response.content.decode(), response["Vary"]) == (LONG, "Accept-Encoding")
    assert "Content-Encoding" not in response


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("x" * (SHORT - 1)),
        HttpResponse(LONG, "application/pdf"),
        HttpResponse(LONG, headers={"Content-Encoding": "br"}),
        StreamingHttpResponse([LONG.encode()]),
    ],
)
def test_what_is_not_worth_it_is_left_alone(response: HttpResponse) -> None:
    packed = pack(RequestFactory(headers={"Accept-Encoding": "gzip"}).get("/"), response)
    assert packed is response
    assert packed.headers.get("Content-Encoding") != "gzip"
    assert "Vary" not in packed.headers


def test_rows_stand_in_columns_as_wide_as_their_longest() -> None:
    assert columns([["a", "long word", ""], ["bcd", "e", "f"]]) == "a    long word\nbcd  e          f"


def test_json_keeps_letters_and_has_no_number_for_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"name": "Llŷn", "rows": [1]})
    assert capsys.readouterr().out == '{\n  "name": "Llŷn",\n  "rows": [\n    1\n  ]\n}\n'
    with pytest.raises(ValueError, match="JSON"):
        print_json({"mean": float("nan")})


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_may_be_a_name_or_its_first_letters(month: int) -> None:
    day = datetime.date(2031, month, 5)
    for written in (str(month), day.strftime("%B"), day.strftime("%b").upper()):
        assert DayMonthYearField().compress(["5", written, "2031"]) == day
