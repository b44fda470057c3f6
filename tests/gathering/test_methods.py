"""Methods of gathering know nothing of one another, and each is known to the rest by one registration."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import get_resolver, resolve

import oneworkforce.gathering
from oneworkforce.gathering import methods
from oneworkforce.gathering.methods import GatheringMethod, all_methods
from oneworkforce.plans.models import Method

ROOT = Path(oneworkforce.gathering.__file__).parent


def folder(method: GatheringMethod) -> Path:
    """The method's own folder: that of the first module that it registers."""
    module = method.answer_urls or method.urls[0][1]
    return ROOT / module.removeprefix("oneworkforce.gathering.").split(".")[0]


def url_names(method: GatheringMethod) -> set[str]:
    modules = [module for _start, module in method.urls] + ([method.answer_urls] if method.answer_urls else [])
    return {pattern.name for module in modules for pattern in import_module(module).urlpatterns}


def test_each_is_a_method_of_the_plan() -> None:
    keys = [method.key for method in all_methods()]
    assert Method.QUESTIONNAIRE in keys
    assert set(keys) <= set(Method.values)


@pytest.mark.parametrize("method", list(all_methods()), ids=lambda method: method.key)
def test_none_names_the_pages_of_another(method: GatheringMethod) -> None:
    others = {name for other in all_methods() if other is not method for name in url_names(other)}
    for path in folder(method).rglob("*"):
        if path.suffix in {".py", ".html"} and path.name != "urls.py":
            named = set(re.findall(r"[\"']([a-z]+(?:-[a-z]+)+)[\"']", path.read_text())) & others
            assert not named, f"{path.relative_to(ROOT)} names {named}"


@pytest.mark.parametrize("method", list(all_methods()), ids=lambda method: method.key)
def test_its_pages_are_found_from_its_registration_alone(method: GatheringMethod) -> None:
    known = set(get_resolver().reverse_dict) | {
        name for resolver in get_resolver().url_patterns for name in getattr(resolver, "reverse_dict", {})
    }
    assert url_names(method) <= known


def test_a_code_is_asked_of_each_method_until_one_knows_it(client, db, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from django.http import HttpResponse

    def open_code(_request, code):  # type: ignore[no-untyped-def]
        return HttpResponse(f"a workshop: {code}") if code == "R00M" else None

    monkeypatch.setattr(methods, "_METHODS", {**methods._METHODS})
    methods.register(GatheringMethod(key=Method.FOCUS_GROUP, open_code=open_code))
    assert client.get("/answer/r00m/").content == b"a workshop: R00M"
    assert client.get("/answer/nobody/").status_code == 404
    assert resolve("/answer/r00m/").url_name == "answer-start"
