"""The house keeps its own rules: layers in the data, guards on pages, no past the partnership."""

from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

import oneworkforce

PACKAGE = Path(oneworkforce.__file__).parent
LAYERS = [
    *("reporting", "action_plans", "paper", "questionnaires", "existing_information", "invitations"),
    *("assessments", "partnerships", "mail", "accounts"),
]
SHARED_NAMES = {
    *("Fault", "Line", "Part", "Progress", "Report", "Rounds", "Table", "Unreadable", "Warning", "Words", "Written"),
}
"""Class names that still mean two things. The list only gets shorter."""


def models_of_ours() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("oneworkforce.")]


@pytest.mark.parametrize("model", models_of_ours(), ids=lambda model: model.__name__)
def test_no_foreign_key_points_up(model: type) -> None:
    here = LAYERS.index(model._meta.app_label)
    for field in model._meta.get_fields():
        if field.is_relation and not field.auto_created and field.related_model:
            there = field.related_model._meta.app_label
            if there in LAYERS:
                assert LAYERS.index(there) >= here, f"{model.__name__}.{field.name} points up to {there}"


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


@pytest.mark.parametrize(
    ("route", "entry"), [(r, e) for r, e in patterns() if r.startswith("p/")], ids=lambda value: str(value)[:60]
)
def test_every_page_of_a_partnership_has_a_guard(route: str, entry: URLPattern) -> None:
    assert getattr(entry.callback, "permission", None), f"{route} asks for no permission"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*views*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_views_find_things_through_the_partnership(path: Path) -> None:
    allowed = {"User", "Event"}  # accounts and the record of events stand beside partnerships
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name):
            assert node.value.id in allowed, f"{path.name}:{node.lineno} reaches past the partnership"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.html")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_page_carries_script_or_style_of_its_own(path: Path) -> None:
    text = path.read_text()
    for forbidden in (" style=", "<style", "onclick=", "javascript:", "<script>"):
        assert forbidden not in text, f"{path.name} has {forbidden}"


def test_no_file_of_the_package_is_a_junk_drawer() -> None:
    names = {path.stem for path in PACKAGE.rglob("*.py")} | {path.name for path in PACKAGE.rglob("*") if path.is_dir()}
    assert not names & {"core", "common", "utils", "helpers", "misc"}


def public_classes() -> dict[str, set[str]]:
    """The modules that define each public class, by the class's name."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].add(str(path.relative_to(PACKAGE)))
    # Django looks for these two by their names.
    return {name: paths for name, paths in found.items() if name not in {"Meta", "Migration"}}


def test_a_class_name_has_one_meaning() -> None:
    meanings = public_classes()
    ambiguous = {name for name, paths in meanings.items() if len(paths) > 1 or hasattr(builtins, name)}
    unwanted = ambiguous - SHARED_NAMES
    assert not unwanted, {name: sorted(meanings[name]) for name in unwanted}


def test_tables_are_read_and_written_in_one_place() -> None:
    for path in PACKAGE.rglob("*.py"):
        named = {
            name
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        }
        if path.parent.name != "tables":
            assert not {name for name in named if name == "csv" or name.startswith("openpyxl")}, path
