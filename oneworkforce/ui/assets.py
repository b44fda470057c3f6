"""Where the built styles and scripts are. Names on the wire carry a digest, so browsers may keep them for ever."""

import json
from functools import cache
from pathlib import Path

from django.templatetags.static import static

BUILT = Path(__file__).parent / "static" / "ui"
FONTS = Path(__file__).parent / "built" / "fonts"
# For whitenoise (`WHITENOISE_IMMUTABLE_FILE_TEST`): a file whose name holds the digest of its content never changes.
NEVER_CHANGES = r"/ui/.+-[0-9a-f]{10}\.[a-z]+$"


@cache
def manifest() -> dict[str, str]:
    """Plain name to built name, from `build.mjs`; empty before the first build."""
    path = BUILT / "manifest.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


@cache
def address(name: str) -> str:
    """The address of a file by its plain name: `static('ui/staff.css')`."""
    return static(manifest().get(name, name))
