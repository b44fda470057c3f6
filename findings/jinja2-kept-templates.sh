#!/bin/bash
# Jinja2 3.1.6: FileSystemBytecodeCache keys a compiled template by its name, and knows it by the text of its source. What
# else decides what the source means is not part of either: the delimiters of the environment, and its extensions. A program
# that keeps compiled templates in a folder and changes its delimiters (in an upgrade, say, while the template's file stays as
# it is) goes on running what was compiled with the old ones, and nothing says so.
# Seen on 3.1.6 with Python 3.11.7: "{{ name }}" is printed filled in by an environment whose variables are written <% %>.
# Fails where the second environment prints the text as its own delimiters say.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check jinja2==3.1.6 markupsafe==3.0.3
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

from jinja2 import DictLoader, Environment, FileSystemBytecodeCache

Path("kept").mkdir()
loader = DictLoader({"greeting": "{{ name }} and <% name %>"})


def printed(**delimiters: str) -> str:
    return Environment(loader=loader, bytecode_cache=FileSystemBytecodeCache("kept"), **delimiters).get_template("greeting").render(name="Asha")


other = {"variable_start_string": "<%", "variable_end_string": "%>", "block_start_string": "<@", "block_end_string": "@>"}
before = Environment(loader=loader, block_start_string="<@", block_end_string="@>").get_template("greeting").render(name="Asha")
fresh = Environment(loader=loader, **other).get_template("greeting").render(name="Asha")
first = printed(block_start_string="<@", block_end_string="@>")
second = printed(**other)
print(f"Jinja2 {version('jinja2')}: without a cache {fresh!r}; with the cache that the first environment filled {second!r}")
assert before == first == "Asha and <% name %>"
assert fresh == "{{ name }} and Asha"
assert second == first, "the second environment compiled the template anew: this has changed"
PYTHON
