"""What holds for any colour, any sentence, any text that claims to be YAML, and any damage to a pack."""

import pathlib
import tempfile

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oneworkforce.frameworks import PackFaults
from oneworkforce.frameworks.check import check_pack, read_pack
from oneworkforce.frameworks.rules import contrast_on_white, is_slug, word_count
from oneworkforce.yaml_files.tree import Listing, Scalar, Unreadable, YamlTable, parse_tree

colours = st.tuples(*[st.integers(0, 255)] * 3)
# A machine that is busy with other things is no fault of the code's.
unhurried = settings(deadline=None)
plain_values = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abcyesno01", min_size=1, max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


def written(colour):
    return "#{:02x}{:02x}{:02x}".format(*colour)


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#ffffff", 1.0), ("#000000", 21.0), ("#767676", 4.54), ("#777777", 4.48), ("#ff0000", 4.0), ("#0000FF", 8.59)],
)
def test_contrast_agrees_with_published_values(colour, ratio):
    assert contrast_on_white(colour) == pytest.approx(ratio, abs=0.005)


@unhurried
@given(colours, st.integers(0, 2), st.integers(1, 255))
def test_a_darker_colour_has_more_contrast(colour, channel, less):
    darker = list(colour)
    darker[channel] = max(0, darker[channel] - less)
    before, after = contrast_on_white(written(colour)), contrast_on_white(written(darker))
    assert 1 <= before <= after <= 21
    assert (before < after) == (tuple(darker) != colour)


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "123456", "#1234567", ""])
def test_only_rrggbb_has_a_contrast(colour):
    with pytest.raises(ValueError, match="#rrggbb"):
        contrast_on_white(colour)


@unhurried
@given(st.lists(st.text("abcéø1", min_size=1), max_size=30), st.sampled_from([" ", "  ", " – ", "\n", " … "]))
def test_words_are_counted_whatever_stands_between_them(words, between):
    assert word_count(between.join(words)) == len(words)


def test_what_a_reader_counts_as_one_word():
    assert word_count("Week-in-the-life, the child's own – 24/7.") == 5


@unhurried
@given(st.text(max_size=20))
def test_a_slug_is_safe_in_a_path_and_in_an_address(text):
    if is_slug(text):
        assert text.isascii()
        assert not set(text) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert not text.startswith("-")
        assert not text.endswith("-")


def plainly(node):
    """The tree without its lines, as PyYAML's base loader gives it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [plainly(item) for item in node.items]
    assert isinstance(node, YamlTable)
    return {key: plainly(entry.value) for key, entry in node.entries.items()}


@unhurried
@given(plain_values)
def test_a_tree_holds_what_pyyaml_reads(value):
    text = yaml.safe_dump(value, allow_unicode=True)
    assert plainly(parse_tree(text)) == yaml.load(text, Loader=yaml.BaseLoader) == value  # noqa: S506


@unhurried
@given(st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=20))
def test_each_value_knows_its_line(words):
    tree = parse_tree("".join(f"- {word}\n" for word in words))
    assert [item.line for item in tree.items] == list(range(1, len(words) + 1))


@unhurried
@given(st.text() | st.text("[]{}:-#&*!|>'\"%@`, \n\ta1?<=~"))
def test_any_text_gives_a_tree_or_a_line(text):
    try:
        line = parse_tree(text).line
    except Unreadable as error:
        line = error.line
    assert 1 <= line <= len(text.splitlines()) + 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_gives_a_framework_or_faults_with_places(make_pack, data):
    with tempfile.TemporaryDirectory() as directory:
        pack = make_pack(pathlib.Path(directory) / "pack")
        names = ["framework.yaml", "themes/1-roles.yaml", "themes/2-sharing.yaml", "scenarios.yaml"]
        path = pack.path / data.draw(st.sampled_from(names))
        content = path.read_bytes()
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        path.write_bytes(content[:start] + data.draw(st.binary(max_size=12)) + content[end:])

        faults = check_pack(pack.path)

        assert faults == sorted(faults)
        for fault in faults:
            assert pathlib.Path(fault.file).is_relative_to(pack.path)
            assert fault.line >= 1
            assert fault.message.isprintable()
        if faults:
            with pytest.raises(PackFaults):
                read_pack(pack.path)
        else:
            assert read_pack(pack.path).pin.startswith("small")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=st.integers(0, 200))
def test_no_line_of_a_pack_may_be_lost_unnoticed(make_pack, line):
    with tempfile.TemporaryDirectory() as directory:
        pack = make_pack(pathlib.Path(directory) / "pack")
        whole = read_pack(pack.path)
        names = ["framework.yaml", "themes/1-roles.yaml", "themes/2-sharing.yaml", "scenarios.yaml"]
        lines = [(name, number) for name in names for number in range(pack.text(name).count("\n"))]
        name, number = lines[line % len(lines)]
        kept = pack.text(name).splitlines(keepends=True)
        del kept[number]
        pack.write(name, "".join(kept))
        assert check_pack(pack.path) or read_pack(pack.path) != whole
