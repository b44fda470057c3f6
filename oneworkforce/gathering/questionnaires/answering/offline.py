"""Going on without a connection: what a page tells its scripts, and the pages that a device keeps for that.

The pages that are kept have no answers in them: a script lays those over, from what the device remembers. Which
person's they are is told by the questionnaire's fingerprint, and a device keeps those of one alone. See
docs/adr/0016-newer-stays.md.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from itertools import groupby
from typing import ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import ResolverMatch, resolve, reverse
from django.utils.translation import get_language

from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme
from oneworkforce.gathering.questionnaires.answering.shared import Shared, shared_by
from oneworkforce.gathering.questionnaires.answering.under_way import UnderWay, under_way
from oneworkforce.gathering.questionnaires.answering.versions import is_family
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.gathering.questionnaires.saving import marks
from oneworkforce.gathering.questionnaires.saving.saves import AboutYou
from oneworkforce.gathering.questionnaires.sheets import BLANK
from oneworkforce.ui import assets
from oneworkforce.ui.addresses import address_of
from oneworkforce.visitors import cookies, easy_read
from oneworkforce.visitors.gaps import Gaps, page_with_gaps
from oneworkforce.visitors.pages import answer_page

WORKER = "ui/js/without_connection.js"
OPENING = re.compile(r"<html ")
LOADED = re.compile(r"<(?:link|script|img)\b[^>]*?\b(?:href|src)=\"(/[^\"]+)\"")
"""Styles, scripts and pictures of a page: what it loads by itself, and not where its links lead."""


@dataclass(frozen=True, slots=True)
class Device:
    """What a page of a questionnaire under way tells its scripts.

    `marks`: the marks of what can be changed on it (`q0:Ab3d comment:0000`). `next`: where its main button leads.
    `version` changes when the pages that a device keeps are out of date. `worker`: where its service worker is.
    `shared`: set where it must keep nothing.
    """

    draft: str
    marks: str
    next: str
    version: str
    worker: str
    shared: Shared | None
    template: ClassVar[str] = "questionnaires/_on_this_device.html"
    refresh: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class KeptTheme:
    """A theme in the list of answers that a device keeps. `fields`: the names of its questions, with spaces between."""

    id: str
    name: str
    number: int
    fields: str


def on_device(
    request: HttpRequest, found: UnderWay, *, asked: AskedTheme | None = None, about: bool = False, onward: str = ""
) -> Device:
    """For the page of a theme, of where somebody works, or one on which nothing is answered.

    :param onward: the address to which its main button leads.
    """
    names: list[tuple[str, int]] = []
    if asked:
        names = [(question.field, question.position) for question in asked.questions]
        names.append(("comment", marks.place_of_comment(found.framework, asked.id)))
    if about:
        names.append(("about", marks.place_of_about(found.framework)))
    return Device(
        draft=found.fingerprint,
        marks=" ".join(f"{name}:{marks.mark_at(found.draft.marks, place)}" for name, place in names),
        next=onward,
        version=version_of(found),
        worker=worker_address(),
        shared=shared_by(request, found.code),
    )


def version_of(found: UnderWay) -> str:
    """What tells the pages of this moment from those of another: our version, the framework and the language."""
    return _version(found.assessment.framework, get_language(), easy_read.easy_read())


@under_way
def kept(request: HttpRequest, found: UnderWay) -> HttpResponseBase:
    """Everything with which a device can go on without a connection, as JSON; nothing for a shared one.

    ``pages``: address → page without answers. ``files``: what those load. ``known``: name → value and mark, for each
    answer, comment (`comment:<theme>`) and where somebody works (`about`), as they are at this moment.
    """
    if cookies.is_shared(request):
        raise Http404
    pages = dict(_pages(request, found))
    return JsonResponse(
        {
            "draft": found.fingerprint,
            "version": version_of(found),
            "pages": pages,
            "files": sorted({address for text in pages.values() for address in LOADED.findall(text)}),
            "known": _known(found),
        }
    )


@answer_page
def worker(_request: HttpRequest) -> HttpResponseBase:
    """The service worker, at an address from which a browser lets it look after the pages under /answer/ alone."""
    built = assets.BUILT.parent / assets.manifest().get(WORKER, "")
    if not built.is_file():
        raise Http404
    response = HttpResponse(built.read_bytes(), content_type="text/javascript")
    # Its address changes with its content (`worker_address`). A browser would else ask for it at every page.
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def worker_address() -> str:
    """The address of the service worker of this build."""
    return f"{address_of('answer-worker')}?{assets.manifest().get(WORKER, '')}"


def _pages(request: HttpRequest, found: UnderWay) -> Iterator[tuple[str, str]]:
    blank = Unanswered(found)
    names = blank.names_of_themes()
    addresses = [address_of("answer-about"), *(address_of("answer-theme", one.number) for one in found.themes)]
    for address in addresses:
        match: ResolverMatch = resolve(address)
        # The page's own view, below what finds the questionnaire by its cookie.
        response = inspect.unwrap(match.func)(request, blank, *match.args, **match.kwargs)
        if response.status_code == 200:
            yield address, _as_kept(response)
    if is_family(found.audience):
        # Whoever needs help at once may be where there is no connection.
        partnership = found.assessment.partnership.key
        address = reverse("answer-help-now", args=[partnership])
        yield address, _as_kept(inspect.unwrap(resolve(address).func)(request, partnership=partnership))
    gaps = Gaps(draft=found.fingerprint)
    device = replace(on_device(request, found), draft=gaps.draft)
    themes = tuple(
        KeptTheme(of_one[0].id, names[of_one[0].id], of_one[0].number, _fields(of_one))
        for of_one in ([*some] for _id, some in groupby(found.themes, key=lambda screen: screen.id))
    )
    check = page_with_gaps("questionnaires/kept_check.html", gaps, themes=themes, last=len(found.themes), device=device)
    yield address_of("answer-check"), _as_kept(check)
    elsewhere = page_with_gaps("questionnaires/kept_elsewhere.html", gaps, device=device, go_on=addresses[1])
    yield address_of("answer-kept"), _as_kept(elsewhere)


def _fields(screens: Iterable[AskedTheme]) -> str:
    return " ".join(question.field for screen in screens for question in screen.questions)


def _as_kept(response: HttpResponse) -> str:
    return OPENING.sub("<html data-kept ", response.content.decode(), count=1)


class Unanswered(UnderWay):
    """Somebody's questionnaire as it would be if nothing were answered, for pages that are kept without answers."""

    def __init__(self, found: UnderWay) -> None:
        draft = Draft(
            token_hash=found.draft.token_hash,
            assessment=found.assessment,
            staff_group=found.draft.staff_group,
            sheet=re.sub(r"[^-]", BLANK, found.draft.sheet),
        )
        super().__init__(found.code, draft, is_by_letter=found.is_invited())
        self._names = found.names_of_themes()

    def names_of_themes(self) -> dict[str, str]:
        """As asked before, once for all pages."""
        return self._names


def _known(found: UnderWay) -> dict[str, tuple[str, str]]:
    def marked(value: str, place: int) -> tuple[str, str]:
        return value, marks.mark_at(found.draft.marks, place)

    sheet, comments, framework = found.draft.sheet, found.comments, found.framework
    known = {
        question.field: marked(sheet[question.position], question.position)
        for theme in found.themes
        for question in theme.questions
    }
    for theme in found.themes:
        place = marks.place_of_comment(framework, theme.id)
        known[f"comment:{theme.id}"] = marked(comments.get(theme.id, ""), place)
    draft = found.draft
    about = AboutYou(draft.sector, draft.locality, draft.workforce)
    return known | {"about": marked(about.in_one(), marks.place_of_about(framework))}


@cache
def _version(framework: str, language: str | None, easy: bool) -> str:
    built = json.dumps(assets.manifest(), sort_keys=True)
    parts = [version("oneworkforce"), framework, str(language), str(easy), built]
    return sha256("\n".join(parts).encode()).hexdigest()[:10]
