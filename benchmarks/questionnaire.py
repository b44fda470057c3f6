"""What answering costs the server, in CPU time: each page, a whole walk, and autosave beside the least that could be.

Run: `python -m benchmarks.questionnaire`. It makes a database of its own in a temporary folder, with the settings that
people use. Times are CPU time of this process, so that another busy program changes them little; the client that asks
is in the same process, and its share is taken off by asking an empty view as often.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable

os.environ["ONEWORKFORCE_DATA_DIR"] = tempfile.mkdtemp(prefix="oneworkforce-benchmark-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneworkforce.config.settings")

import django

django.setup()

from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402

from oneworkforce.assessments.actions import change_stage, start_assessment  # noqa: E402
from oneworkforce.assessments.stages import Stage  # noqa: E402
from oneworkforce.config.database import bring_up_to_date  # noqa: E402
from oneworkforce.config.urls import urlpatterns  # noqa: E402
from oneworkforce.gathering.questionnaires.models import Draft, GroupLink  # noqa: E402
from oneworkforce.partnerships.actions import start_partnership  # noqa: E402

ROUNDS = 200
WALKS = 20
ADDRESS = "127.0.0.1"


def empty(_request: HttpRequest) -> HttpResponse:
    """A view that does nothing: what the client and the middleware cost."""
    return HttpResponse()


@csrf_exempt
def bare_update(request: HttpRequest) -> HttpResponse:
    """The least that saving an answer could be: one UPDATE of one row by its key."""
    Draft.objects.filter(pk=request.POST["key"]).update(sheet=request.POST["sheet"])
    return HttpResponse()


urlpatterns += [path("benchmark/empty/", empty), path("benchmark/update/", bare_update)]


def main() -> None:
    """Print every figure, a line each."""
    link = set_up()
    client = Client(HTTP_HOST=ADDRESS, HTTP_ACCEPT_ENCODING="gzip")
    start(client, link)
    nothing = milliseconds(lambda: client.get("/benchmark/empty/"))
    print(f"empty view (client and middleware)       {nothing:6.2f} ms CPU, taken off below")
    for page in (f"{link.code}/", "about-you/", "theme/1/", "theme/3/", "check/", "come-back/"):
        cost = milliseconds(lambda page=page: client.get(f"/answer/{page}"))  # type: ignore[misc]
        name = "start page" if page == f"{link.code}/" else page
        print(f"GET  {name:<36}{cost - nothing:6.2f} ms CPU")
    autosave(client)
    walked = cpu(lambda: [walk(link) for _walk in range(WALKS)]) / WALKS
    print(f"a whole walk (start, 8 themes, send)     {walked * 1000:6.1f} ms CPU, client included")


def set_up() -> GroupLink:
    """A partnership with an open assessment, and the link of its front-line staff."""
    bring_up_to_date()
    partnership = start_partnership(name="Benchmark", by=None)
    partnership.localities.create(key="north", name="North")
    assessment = start_assessment(partnership=partnership, name="First", by=None)
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    link: GroupLink = assessment.group_links.get(staff_group__key="frontline")
    return link


def start(client: Client, link: GroupLink) -> None:
    """Press Start."""
    client.post(f"/answer/{link.code}/", headers={"Sec-Fetch-Site": "same-origin"})


def walk(link: GroupLink) -> None:
    """Answer everything without a script: a page seen and sent for each theme, then the check, then the end."""
    client = Client(HTTP_HOST=ADDRESS, HTTP_ACCEPT_ENCODING="gzip")
    client.get(f"/answer/{link.code}/")
    start(client, link)
    for page in ("about-you/", *(f"theme/{number}/" for number in range(1, 9)), "check/"):
        text = client.get(f"/answer/{page}", HTTP_ACCEPT_ENCODING="").content.decode()
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text))
        answers = dict.fromkeys(re.findall(r'name="(q\d+)"', text), "3")
        address = "/answer/send/" if page == "check/" else f"/answer/{page}"
        assert client.post(address, {**hidden, **answers}).status_code == 302  # noqa: S101
    assert client.get("/answer/sent/").status_code == 200  # noqa: S101


def autosave(client: Client) -> None:
    """Saving one answer, beside the least that it could be."""
    text = client.get("/answer/theme/1/", HTTP_ACCEPT_ENCODING="").content.decode()
    found = re.search(r'name="draft" value="(\w+)"', text)
    draft = Draft.objects.get()
    form = {"draft": found[1] if found else "", "q0": "3"}
    bare = {"key": draft.pk, "sheet": draft.sheet}
    ours, least = (
        rate(lambda: client.post("/answer/save/", form)),
        rate(lambda: client.post("/benchmark/update/", bare)),
    )
    print(f"POST save/                               {ours:6.0f} a second, {ours / least:.2f} × a bare UPDATE view")


def cpu(do: Callable[[], object]) -> float:
    """Seconds of this process's CPU."""
    before = time.process_time()
    do()
    return time.process_time() - before


def milliseconds(ask: Callable[[], object]) -> float:
    """CPU of one request, over many, after some to warm up; the best of three, as noise only ever adds."""
    for _warm_up in range(20):
        ask()
    return min(cpu(lambda: [ask() for _round in range(ROUNDS)]) for _try in range(3)) / ROUNDS * 1000


def rate(ask: Callable[[], object]) -> float:
    """Requests a second, in wall-clock time: a save waits for the disk."""
    for _warm_up in range(20):
        ask()
    before = time.perf_counter()
    for _round in range(ROUNDS):
        ask()
    return ROUNDS / (time.perf_counter() - before)


if __name__ == "__main__":
    main()
