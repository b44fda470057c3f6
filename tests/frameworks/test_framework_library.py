"""Finding a framework by key, version or pin: built in, or in directories of one's own."""

import pytest

from oneworkforce.frameworks import PackFaults, UnknownFramework, available, load, load_pin

BUILT_IN = ("one-childrens-workforce", 1)


@pytest.fixture
def shelf(tmp_path, make_pack):
    """A directory that holds versions 1, 2 and 10 of "small"."""
    for version in (1, 2, 10):
        pack = make_pack(tmp_path / "small" / str(version))
        pack.replace("framework.yaml", "version: 1\n", f"version: {version}\n")
    return tmp_path


def test_the_built_in_framework_is_there_without_being_asked_for():
    assert BUILT_IN in available()
    assert load("one-childrens-workforce", 1).pin == "one-childrens-workforce/1"


def test_a_directory_of_packs_stands_beside_the_built_in_ones(shelf):
    assert available([shelf]) == sorted([*available(), ("small", 1), ("small", 2), ("small", 10)])
    assert load("small", 2, directories=[shelf]).pin == "small/2"
    assert load("small", 2, directories=[str(shelf)]).version == 2


def test_the_newest_version_is_the_one_with_the_highest_number(shelf):
    assert load("small", directories=[shelf]).version == 10


def test_a_pin_gives_its_own_version_and_never_a_newer_one(shelf):
    assert load_pin("small/2", directories=[shelf]).version == 2
    with pytest.raises(UnknownFramework, match="small/3"):
        load_pin("small/3", directories=[shelf])


def test_a_pack_is_read_once(shelf):
    first = load("small", 1, directories=[shelf])
    (shelf / "small/1/themes/1-roles.yaml").write_text("changed after it was published", encoding="utf-8")
    assert load_pin("small/1", directories=[shelf]) is first
    assert load("one-childrens-workforce") is load("one-childrens-workforce")


def test_a_built_in_version_cannot_be_replaced(tmp_path, make_pack):
    pack = make_pack(tmp_path / "one-childrens-workforce" / "1")
    pack.replace("framework.yaml", "key: small", "key: one-childrens-workforce")
    assert load("one-childrens-workforce", 1, directories=[tmp_path]) is load("one-childrens-workforce", 1)
    assert available([tmp_path]) == available()


@pytest.mark.parametrize(
    "pin", ["small", "small/", "small/one", "small/01", "small/1/2", "/1", "", "small/-1", "small/²"]
)
def test_what_is_no_pin_is_refused(shelf, pin):
    with pytest.raises(UnknownFramework):
        load_pin(pin, directories=[shelf])


@pytest.mark.parametrize("key", ["nothing", "", "..", "../small", "*", "small/1"])
def test_an_unknown_key_names_what_there_is(shelf, key):
    with pytest.raises(UnknownFramework, match=r"There is: one-childrens-workforce/1, .*small/10"):
        load(key, directories=[shelf])


def test_version_nought_is_not_the_newest(shelf):
    with pytest.raises(UnknownFramework):
        load("small", 0, directories=[shelf])


def test_a_pack_that_stands_where_another_should_is_a_fault(tmp_path, make_pack):
    make_pack(tmp_path / "small" / "3")
    with pytest.raises(PackFaults, match=r"says small/1 but stands in small/3"):
        load("small", 3, directories=[tmp_path])


def test_a_broken_pack_is_not_loaded(shelf, make_pack):
    pack = make_pack(shelf / "small" / "4")
    pack.replace("framework.yaml", "version: 1", "version: four")
    with pytest.raises(PackFaults, match=r"framework\.yaml:2: version must be"):
        load("small", 4, directories=[shelf])


def test_other_things_in_the_directory_are_no_packs(shelf, make_pack):
    make_pack(shelf / "small" / "draft")
    make_pack(shelf / "Not A Key" / "1")
    (shelf / "small" / "5").mkdir()
    (shelf / "notes.txt").write_text("x", encoding="utf-8")
    assert [pin for pin in available([shelf]) if pin not in available()] == [("small", 1), ("small", 2), ("small", 10)]


def test_a_directory_that_is_not_there_holds_nothing(tmp_path):
    assert available([tmp_path / "nowhere"]) == available()
