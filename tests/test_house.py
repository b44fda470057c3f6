"""The house keeps its own rules: layers in the data, guards on pages, no past the partnership."""

from __future__ import annotations

import ast
import builtins
import inspect
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

import oneworkforce
from tests.layers import module_of, points_up

PACKAGE = Path(oneworkforce.__file__).parent


def models_of_ours() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("oneworkforce.")]


def own_relations(model: type[Model]) -> list[Any]:
    """Its foreign keys and the like to models of ours."""
    fields = [field for field in model._meta.get_fields() if field.is_relation and not field.auto_created]
    return [field for field in fields if field.related_model in models_of_ours()]


@pytest.mark.parametrize("model", models_of_ours(), ids=lambda model: model.__name__)
def test_no_foreign_key_points_up(model: type[Model]) -> None:
    for field in own_relations(model):
        there = field.related_model.__module__
        assert not points_up(model.__module__, there), f"{model.__name__}.{field.name} points up to {there}"


def reverse_names() -> dict[str, set[str]]:
    """The names that relations leave on the models below, as in `assessment.goals` → the modules they come from."""
    found: dict[str, set[str]] = defaultdict(set)
    for model in models_of_ours():
        for field in own_relations(model):
            for name in (field.remote_field.get_accessor_name(), field.related_query_name()):
                if name and points_up(field.related_model.__module__, model.__module__):
                    found[name].add(model.__module__)
    return found


def names_used(path: Path) -> Iterator[tuple[str, int]]:
    """What a module or a template asks of things: attributes, and the words of lookups; each with its line."""
    if path.suffix == ".html":
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield from ((name, number) for name in re.findall(r"\.(\w+)", line))
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") != "LoopStep":  # which names pages
            given = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            for lookup in [*(keyword.arg or "" for keyword in node.keywords), *given]:
                if re.fullmatch(r"-?\w+", lookup):
                    yield from ((word, node.lineno) for word in lookup.lstrip("-").split("__"))


def test_a_relation_from_above_would_be_seen() -> None:
    assert {"goals", "invitations", "assessments"} <= set(reverse_names())
    reader = PACKAGE / "home" / "stage_views.py"
    assert "assessment" in {name for name, _line in names_used(reader)}


def test_nothing_reaches_up_through_a_relation() -> None:
    above, files = reverse_names(), [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]
    reaches = [
        f"{path.relative_to(PACKAGE)}:{line}: .{name} comes from {there}, above it"
        for path in files
        if "migrations" not in path.parts
        for name, line in names_used(path)
        for there in above.get(name, ())
        if points_up(module_of(path), there)
    ]
    assert not reaches, "\n".join(reaches)


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


def view_files() -> set[Path]:
    """Where the pages are: the module behind every address, whatever it is called, and those that are called views."""
    views = [inspect.unwrap(getattr(entry.callback, "view_class", entry.callback)) for _route, entry in patterns()]
    ours = {view.__module__ for view in views if view.__module__.startswith("oneworkforce.")}
    return {Path(inspect.getfile(sys.modules[module])) for module in ours} | set(PACKAGE.rglob("*views*.py"))


@pytest.mark.parametrize("path", sorted(view_files()), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_views_find_things_through_the_partnership(path: Path) -> None:
    allowed = {"User", "Event"}  # accounts and the record of events stand beside partnerships
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            assert ast.unparse(node.value) in allowed, f"{path.name}:{node.lineno} reaches past the partnership"


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
    assert not ambiguous, {name: sorted(meanings[name]) for name in ambiguous}


def test_tables_are_read_and_written_in_one_place() -> None:
    for path in PACKAGE.rglob("*.py"):
        named = {
            name
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        }
        if path.parent.name != "tables":
            assert not {name for name in named if name == "csv" or name.startswith(("openpyxl", "python_calamine"))}, (
                path
            )
