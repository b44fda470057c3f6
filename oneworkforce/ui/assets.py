"""Where the built styles and scripts are: plain names on pages, names with a digest on the wire, cached for ever."""

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
    """Plain name to built name, as `build.mjs` wrote it; empty in a checkout where nothing was built yet."""
    path = BUILT / "manifest.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


@cache
def address(name: str) -> str:
    """The address of a static file by its plain name, as in `static('ui/staff.css')`."""
    return static(manifest().get(name, name))
