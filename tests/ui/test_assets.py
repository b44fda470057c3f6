"""The built styles and scripts: there, light, and free of anything from elsewhere."""

import re
from pathlib import Path

import pytest

from oneworkforce.ui import assets
from oneworkforce.ui.middleware import keep_private

TEMPLATES = sorted(Path(assets.__file__).parents[1].rglob("jinja2/**/*.html"))
KILOBYTE = 1024


def built(name: str) -> Path:
    return assets.BUILT.parent / assets.manifest()[name]


def on_the_wire(name: str) -> int:
    return built(name).with_name(f"{built(name).name}.br").stat().st_size


def test_a_respondents_first_visit_is_light() -> None:
    assert on_the_wire("ui/answer.css") + on_the_wire("ui/js/page.js") <= 12 * KILOBYTE


def test_a_staff_page_is_light() -> None:
    assert on_the_wire("ui/staff.css") <= 16 * KILOBYTE


@pytest.mark.parametrize("name", ["ui/answer.css", "ui/staff.css"])
def test_styles_fetch_nothing(name: str) -> None:
    style = built(name).read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style
    assert "@font-face" not in style


def test_names_change_with_the_content() -> None:
    for plain, name in assets.manifest().items():
        assert re.search(assets.NEVER_CHANGES, f"/static/{name}"), name
        assert assets.address(plain) == f"/static/{name}"


def test_the_fonts_of_the_report_are_there_with_their_licence() -> None:
    assert {path.name for path in assets.FONTS.iterdir()} == {
        "Inter-Regular.ttf",
        "Inter-SemiBold.ttf",
        "Inter-Bold.ttf",
        "LICENSE.txt",
    }


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 5


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_script_or_style(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"\sstyle\s*=", source)
    assert not re.search(r"<style", source)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source)
    for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", source, flags=re.DOTALL):
        assert "src=" in attributes
        assert not body.strip()


def test_pages_stay_out_of_shared_caches_unless_they_say_otherwise(rf: object) -> None:
    from django.http import HttpResponse

    plain = keep_private(lambda request: HttpResponse())(rf.get("/"))  # type: ignore[attr-defined]
    assert plain["Cache-Control"] == "private, no-store"
    chosen = HttpResponse(headers={"Cache-Control": "public, max-age=60"})
    assert keep_private(lambda request: chosen)(rf.get("/"))["Cache-Control"] == "public, max-age=60"  # type: ignore[attr-defined]
