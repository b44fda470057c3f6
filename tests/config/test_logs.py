"""Log lines name pages, never paths that are somebody's link, nor what a traceback quotes of an answer."""

from __future__ import annotations

import logging
import sys

from django.http import HttpRequest

from oneworkforce.config.logs import RouteNames


def seen(path: str, message: str, *args: object, fault: Exception | None = None) -> str:
    """What a formatter would write of a record about a request."""
    request = HttpRequest()
    request.path = path
    found = None
    if fault is not None:
        try:
            raise fault
        except type(fault):
            found = sys.exc_info()
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, args, found)
    record.request = request
    assert RouteNames().filter(record)
    return logging.Formatter("%(message)s").format(record)


def test_a_path_becomes_the_name_of_its_page() -> None:
    assert seen("/answer/ABCD1234/", "Not Found: %s", "/answer/ABCD1234/") == "Not Found: no page"


def test_a_path_inside_other_words_is_taken_out() -> None:
    said = seen("/x/", "Bad origin: %s", "from https://example.org/answer/back/SECRET1/")
    assert "SECRET1" not in said
    assert "(a personal path)" in said


def test_a_fault_of_an_answering_page_says_its_kind_and_quotes_no_row() -> None:
    said = seen("/answer/save/", "Internal Server Error: %s", "/answer/save/", fault=ValueError("row (12345dn.)"))
    assert "12345dn" not in said
    assert said.endswith("(ValueError)")


def test_a_fault_of_another_page_keeps_its_traceback() -> None:
    assert "Traceback" in seen("/p/fernvale/", "Internal Server Error: %s", "/p/fernvale/", fault=ValueError("why"))
