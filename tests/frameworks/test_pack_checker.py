"""What the checker says of files and directories, of several faults at once, and of packs made to do harm."""

import os
import pathlib

import pytest

from oneworkforce.frameworks.check import check_pack
from oneworkforce.yaml_files.faults import FileFault

ABOUT, ROLES, SHARING, SCENARIOS = "framework.yaml", "themes/1-roles.yaml", "themes/2-sharing.yaml", "scenarios.yaml"
EIGHTEEN = " ".join(["word"] * 18)


def test_the_dimensions_own_wording_may_be_too_long_for_young_people(pack):
    young_people = pack.text(ROLES).split("      young-people:\n")[1].split("      parents:\n")[0]
    pack.replace(ROLES, "      young-people:\n" + young_people, "      young-people: own\n")
    assert check_pack(pack.path) == []
    pack.replace(ROLES, "Families tell each worker their story again.", EIGHTEEN)
    message = f'own wording for young-people "{EIGHTEEN[:39]}…" has 18 words; shorten it to 12'
    assert check_pack(pack.path) == [
        FileFault(str(pack.path / ROLES), pack.line_of(ROLES, "young-people: own"), message)
    ]


def test_two_themes_with_one_id(pack):
    pack.write(SHARING, pack.text(SHARING).replace("sharing.", "roles.").replace("id: sharing\n", "id: roles\n"))
    pack.replace(SCENARIOS, "[roles, sharing]", "[roles]")
    message = f'theme id "roles" is a duplicate of {pack.path / ROLES}:1; give one of them another'
    assert check_pack(pack.path) == [FileFault(str(pack.path / SHARING), 1, message)]


def test_the_small_pack_itself_has_no_fault(pack):
    assert check_pack(pack.path) == []


def test_limits_themselves_are_allowed(pack):
    pack.replace(ROLES, "Families are passed on with a form.", EIGHTEEN)
    pack.replace(ROLES, "I tell my story once.", "I " + "go " * 10 + "on")
    pack.replace(ROLES, "name: Handover", "name: " + "n" * 45)
    pack.replace(ROLES, "label: Handover", "label: " + "n" * 28)
    pack.replace(ROLES, "#1864ab", "#767676")
    assert check_pack(pack.path) == []


def test_every_fault_is_listed_at_once_and_sorted(pack):
    pack.replace(SHARING, "leaders: own", "leaders: mine")
    pack.replace(ROLES, "#1864ab", "#ffffff")
    pack.replace(ROLES, "name: Handover", "name: 12")
    pack.replace(ABOUT, "version: 1", "version: one")
    faults = check_pack(pack.path)
    assert [(pathlib.Path(fault.file).name, fault.line) for fault in faults] == [
        ("framework.yaml", 2),
        ("1-roles.yaml", 4),
        ("1-roles.yaml", 25),
        ("2-sharing.yaml", 16),
    ]
    assert faults == sorted(faults)


def test_one_slip_at_the_root_is_not_a_fault_wherever_it_is_used(pack):
    pack.write(ROLES, "id: [")
    assert len(check_pack(pack.path)) == 1


def test_a_file_that_is_not_utf_8_names_the_line(pack):
    path = pack.path / ROLES
    path.write_bytes(pack.text(ROLES).replace("Who does what.", "Café").encode("latin-1"))
    assert check_pack(pack.path) == [FileFault(str(path), 5, "1-roles.yaml is not UTF-8 here; save the file in UTF-8")]


def test_utf_16_is_refused_and_a_byte_order_mark_is_not(pack):
    text = pack.text(ROLES)
    (pack.path / ROLES).write_text(text, encoding="utf-16")
    assert [fault.line for fault in check_pack(pack.path)] == [1]
    (pack.path / ROLES).write_text(text, encoding="utf-8-sig")
    assert check_pack(pack.path) == []


@pytest.mark.parametrize("name", [ABOUT, SCENARIOS])
def test_a_missing_file_is_named(pack, name):
    (pack.path / name).unlink()
    assert check_pack(pack.path) == [FileFault(str(pack.path / name), 1, f"{name} is missing; add it")]


def test_a_directory_in_the_place_of_a_file_is_named(pack):
    (pack.path / SHARING).unlink()
    (pack.path / SHARING).mkdir()
    faults = check_pack(pack.path)
    assert [(fault.file, fault.message) for fault in faults] == [
        (str(pack.path / SHARING), "2-sharing.yaml is a directory; put a file in its place")
    ]


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(pack):
    (pack.path / SCENARIOS).unlink()
    os.mkfifo(pack.path / SCENARIOS)
    assert ["not an ordinary file" in fault.message for fault in check_pack(pack.path)] == [True]


def test_no_themes_and_no_directory_of_themes(pack):
    for name in (ROLES, SHARING):
        (pack.path / name).unlink()
    themes = str(pack.path / "themes")
    assert check_pack(pack.path) == [FileFault(themes, 1, "themes/ is empty; add a file for each theme")]
    (pack.path / "themes").rmdir()
    assert check_pack(pack.path) == [FileFault(themes, 1, "themes/ is missing; add it, with a file for each theme")]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("themes/sharing.yaml", "is not a theme file; name it as"),
        ("themes/2-sharing.yml", "is not a theme file; name it as"),
        ("themes/2-zeal.yaml", "has the number of"),
        ("scenario.yaml", "is not read; move its content"),
        ("framework.yml", "is not read; move its content"),
    ],
)
def test_a_file_that_would_be_ignored_is_a_fault(pack, name, words):
    pack.write(name, "id: x\n")
    faults = check_pack(pack.path)
    assert len(faults) == 1
    assert words in faults[0].message


def test_notes_and_hidden_files_may_lie_beside(pack):
    pack.write("README.md", "About this pack")
    pack.write("themes/.keep", "")
    assert check_pack(pack.path) == []


def test_a_pack_that_does_not_exist_or_is_a_file(tmp_path):
    missing = tmp_path / "nowhere"
    assert [fault.line for fault in check_pack(missing)] == [1]
    assert "does not exist" in check_pack(missing)[0].message
    missing.write_text("key: x", encoding="utf-8")
    assert "is a file; give the directory" in check_pack(str(missing))[0].message


def test_a_huge_file_is_refused_before_it_is_parsed(pack):
    pack.write(SCENARIOS, "- a\n" * 200_000)
    assert "larger than 512,000 bytes" in check_pack(pack.path)[0].message


def test_a_bomb_of_aliases_does_not_go_off(pack):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    pack.write(ABOUT, "\n".join(lines))
    faults = check_pack(pack.path)
    assert [(fault.line, fault.message) for fault in faults] == [
        (2, "framework.yaml uses the alias *a0; write the text out instead")
    ]


def test_a_message_stays_on_one_short_line_whatever_the_pack_says(pack):
    pack.replace(ROLES, "id: roles.handover", 'id: "' + "\\e[31m\\n" * 300 + '"')
    pack.replace(SHARING, "id: sharing.purpose", 'id: "\\u202e' + "x" * 300 + '"')
    for fault in check_pack(pack.path):
        assert fault.message.isprintable()
        assert len(fault.message) < 160
