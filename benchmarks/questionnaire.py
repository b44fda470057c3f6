"""What answering costs the server, in CPU time: each page, a whole walk, and autosave beside the least that could be.

Run: `python benchmarks/questionnaire.py`. It makes a database of its own in a temporary folder, with the settings that
people use, and asks the WSGI application itself, as a browser would: cookies, urlencoded forms, packed pages. Times are
user and system CPU of this process, so that another busy program changes them little, and nothing of the asking is in
them. The bare view beside autosave goes through the same middleware, reads a form, and does one UPDATE of one row by
its key, as Django's ORM writes it. Autosave writes over the answer that its page had seen, as it does for people.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import cycle

import measuring
from visiting import Answer, Visitor, asked, hidden, walk

measuring.start()

from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402

from oneworkforce.config.urls import urlpatterns  # noqa: E402
from oneworkforce.config.wsgi import application as site  # noqa: E402
from oneworkforce.gathering.questionnaires.models import Draft  # noqa: E402
from oneworkforce.gathering.questionnaires.saving.marks import UNCHANGED  # noqa: E402

ROUNDS, TRIES = 200, 5
WALKS = 30


def empty(_request: HttpRequest) -> HttpResponse:
    """A view that does nothing: what Django and the middleware cost."""
    return HttpResponse()


@csrf_exempt
def bare_update(request: HttpRequest) -> HttpResponse:
    """The least that saving an answer could be: one UPDATE of one row by its key."""
    Draft.objects.filter(pk=request.POST["key"]).update(sheet=request.POST["sheet"])
    return HttpResponse()


urlpatterns += [path("benchmark/empty/", empty), path("benchmark/update/", bare_update)]


def main() -> None:
    """Print every figure, a line each."""
    application = site
    link = measuring.make_open_assessment().group_links.get(staff_group__key="frontline").code
    visitor = Visitor(application)
    print(f"{'':<44}{'ms CPU':>8}{'queries':>9}{'bytes':>9}")
    show("nothing (an empty view)", visitor, "/benchmark/empty/")
    show("start page, nothing under way", visitor, f"/answer/{link}/")
    visitor.post(f"/answer/{link}/", {})
    for page in ("about-you/", "theme/1/", "theme/3/", "check/", "come-back/"):
        show(page, visitor, f"/answer/{page}")
    show("kept/ (all pages, once for a device)", visitor, "/answer/kept/")
    show_autosave(visitor)
    with CaptureQueriesContext(connection) as queries:
        requests = walk(Visitor(application), link)
    statements = len(queries)  # the next request empties the log
    walks = sorted(walk_once(Visitor(application), link) for _walk in range(WALKS))
    print(f"A whole walk, {requests} requests, {statements} statements: {walks[WALKS // 2]:.1f} ms CPU", end=" ")
    print(f"(median of {WALKS}; the least {walks[0]:.1f})")


def show(what: str, visitor: Visitor, address: str) -> None:
    """Print what a page costs."""
    cost = least_cpu(lambda: visitor.get(address))
    with CaptureQueriesContext(connection) as queries:
        answer = visitor.get(address)
    assert answer.status == 200, answer.text  # noqa: S101
    print(f"{what:<44}{cost:>8.2f}{len(queries):>9}{len(answer.body):>9,}")


def show_autosave(visitor: Visitor) -> None:
    """Print what saving one answer costs beside the bare view: CPU, and requests a second with the disk's part."""
    draft = Draft.objects.get()
    # Each changes something: SQLite writes nothing at all where a row stays as it was.
    answers, marks = cycle("12345"), cycle(f"{number:04}" for number in range(1, 1000))
    mark = {"was_q0": UNCHANGED}
    page = hidden(visitor.get("/answer/theme/1/").text)["draft"]

    def save() -> Answer:
        # As the page's script sends it: with a new mark, and the one of the answer that it believes to be there.
        mark["mark_q0"] = next(marks)
        given = {"draft": page, "q0": next(answers), **mark}
        mark["was_q0"] = mark["mark_q0"]
        return asked(visitor.application, visitor.environ("/answer/save/", given))

    def update() -> Answer:
        bare = {"key": draft.pk, "sheet": next(answers) + draft.sheet[1:]}
        return asked(visitor.application, visitor.environ("/benchmark/update/", bare))

    our_cpu, bare_cpu = least_cpu(save), least_cpu(update)
    # In turns, so that whatever else the machine does slows both alike.
    pairs = [(rate(save), rate(update)) for _try in range(TRIES)]
    ratios = sorted(one / other for one, other in pairs)
    print(f"{'save/ (autosave)':<44}{our_cpu:>8.2f}")
    print(f"{'a bare UPDATE view':<44}{bare_cpu:>8.2f}")
    print(f"Autosave: {bare_cpu / our_cpu:.2f} × the bare view by CPU, {ratios[TRIES // 2]:.2f} × by requests a second")
    print(f"  ({max(one for one, _ in pairs):,.0f} and {max(other for _, other in pairs):,.0f} a second in one thread)")


def walk_once(visitor: Visitor, link: str) -> float:
    """Milliseconds of CPU of a whole questionnaire; what reads its pages is not counted."""
    walk(visitor, link)
    return visitor.cpu * 1000


def least_cpu(ask: Callable[[], Answer]) -> float:
    """Milliseconds of one request: the mean of many, the best of some tries, as noise only ever adds."""
    for _warm_up in range(20):
        ask()
    return min(sum(ask().cpu for _round in range(ROUNDS)) for _try in range(TRIES)) / ROUNDS * 1000


def rate(ask: Callable[[], Answer]) -> float:
    """Requests a second, in wall-clock time: a save waits for the disk."""
    before = time.perf_counter()
    for _round in range(ROUNDS):
        ask()
    return ROUNDS / (time.perf_counter() - before)


if __name__ == "__main__":
    main()
