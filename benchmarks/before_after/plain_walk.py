"""Answers everything as somebody without scripts does: sees each page, fills in its form, sends it, sees what comes.

It follows the pages, whatever their number: the first form within a page's main part is filled in and sent to where it
says, or to the page's own address; a redirect is followed, and a page that comes instead is gone on from.
"""

from __future__ import annotations

import re
from html import unescape

from benchmarks.before_after.asking import AS_A_BROWSER, Ask, Got, Walk, hidden, led_to, post

MOST_PAGES = 40
THANKS = re.compile(r"<h1[^>]*>\s*Thank you")
FORM = re.compile(r'<form[^>]*method="post"[^>]*>')
ACTION = re.compile(r'action="([^"]*)"')


class Astray(Exception):
    """A walk that does not end on the thanks."""


def plain_walk(link: str, number: int) -> Walk:
    """One questionnaire. :param link: a group's code. :param number: tells sector, place and answers from others'."""
    got = yield Ask("GET", f"/answer/{link}/", {**AS_A_BROWSER, "Sec-Fetch-Site": "none"})
    for _page in range(MOST_PAGES):
        while got.status in {302, 303}:
            got = yield Ask("GET", led_to(got), pressed=False)
        if got.status != 200:
            raise Astray(f"{got.status} at {shape(got.path)}")
        if THANKS.search(got.text):
            return
        got = yield filled_in(got, number)
    raise Astray(f"no end of pages: {shape(got.path)}")


def filled_in(got: Got, number: int) -> Ask:
    """The form of a page, with an answer to whatever it asks."""
    main = got.text.partition("<main")[2]
    begins = FORM.search(main)
    if begins is None:
        raise Astray(f"no form at {shape(got.path)}")
    action = ACTION.search(begins[0])
    form = main[begins.end() :].partition("</form>")[0]
    fields = hidden(form)
    fields += [
        (question, "12345"[(number + place) % 5])
        for place, question in enumerate(dict.fromkeys(re.findall(r'name="(q\d+)"', form)))
    ]
    fields += [(name, "") for name in re.findall(r'<textarea[^>]* name="(\w+)"', form)]
    for name in ("sector", "locality"):
        choices = re.findall(rf'name="{name}" type="radio" value="([^"]*)"', form)
        fields += [(name, unescape(choices[number % len(choices)]))] if choices else []
    return post(unescape(action[1]) if action and action[1] else got.path, fields)


def shape(path: str) -> str:
    """An address without codes."""
    return re.sub(r"/[A-Z0-9]{8,}(?=/)", "/…", path)
