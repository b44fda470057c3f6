"""Every page, file and command, as each role gets it: bytes to compare, with clocks, form keys and order set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from zipfile import ZipFile

from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from lxml import html

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.commands import answers
from oneworkforce.gathering.take_part.commands import assessments
from oneworkforce.reporting.commands import report
from oneworkforce.results.commands import results

_SET_ASIDE = re.compile(
    r'name="(csrfmiddlewaretoken|form_id)" value="[^"]*"|nonce-?[="][^"\' ]*|\d?\d:\d\d(:\d\d)?(\.\d+)?( ?[ap]m)?'
)
"""Form keys and clocks."""
Taken = dict[str, list[str]]
"""Whose page or which command → its lines, sorted."""


def everything(assessment: Assessment, readers: dict[str, Client], folder: Path, *, crawl: bool) -> Taken:
    """All that there is at one moment. `crawl`: every page that a link leads to, not only those with figures."""
    taken: Taken = {}
    for role, client in readers.items():
        pages = crawled(client, assessment) if crawl else with_figures(client, assessment)
        taken |= {f"{role} {address}": _lines(text) for address, text in pages}
    for command, arguments in (
        (results, [assessment.key]),
        (results, [assessment.key, "--json"]),
        (assessments, ["--json"]),
        (assessments, []),
    ):
        printed = CliRunner().invoke(command, arguments)
        taken[f"{command.name} {' '.join(arguments)}"] = _lines(printed.output)
    for command, name in ((answers, "rows.csv"), (report, "report.html")):
        path = folder / name
        path.unlink(missing_ok=True)
        first = ["export"] if command is answers else []
        printed = CliRunner().invoke(command, [*first, assessment.key, "-o", str(path)])
        taken[f"{command.name}, said"] = _lines(printed.output)
        taken[f"{command.name}, file"] = _lines(path.read_text()) if path.exists() else []
    return taken


def with_figures(client: Client, assessment: Assessment) -> Iterator[tuple[str, str]]:
    """The pages on which figures stand, or numbers of people."""
    where = {"partnership": assessment.partnership.key, "assessment": assessment.key}
    names = (
        "assessment",
        "take-part",
        "take-part-response",
        "where-we-are",
        "what-we-will-do",
        "goals",
        "report",
        "plan",
    )
    addresses = [reverse(name, kwargs=where) for name in names]
    addresses += [reverse("theme", kwargs={**where, "theme": theme}) for theme in ("roles", "purpose")]
    for address in addresses:
        yield address, _get(client, address)[0]


def crawled(client: Client, assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Every page of the partnership that a link leads to from its start page."""
    start = f"/p/{assessment.partnership.key}/"
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop()
        text, is_page = _get(client, address)
        yield address, text
        if not is_page:
            continue
        for link in html.document_fromstring(text).xpath("//a/@href"):
            there = urldefrag(urljoin(address, link)).url
            if there.startswith(start) and there not in seen:
                seen.add(there)
                waiting.append(there)


def _get(client: Client, address: str) -> tuple[str, bool]:
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        body = _unpacked(body)
    return f"{response.status_code}\n{body.decode(errors='replace')}", "html" in response.get("Content-Type", "")


def _unpacked(packed: bytes) -> bytes:
    """What is in a workbook, without the moments at which it was made."""
    with ZipFile(BytesIO(packed)) as files:
        return b"\n".join(files.read(name) for name in sorted(files.namelist()) if name != "docProps/core.xml")


def _lines(text: str) -> list[str]:
    return sorted(_SET_ASIDE.sub("", text).splitlines())
