"""The release repository of the family, out of the templates in release/ and the real images."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from growing.family import SOURCES

_ROOT = SOURCES.parent.parent
_ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "Sample Release",
    "GIT_AUTHOR_EMAIL": "release@sample.example",
    "GIT_AUTHOR_DATE": "1775000000 +0000",
    "GIT_COMMITTER_NAME": "Sample Release",
    "GIT_COMMITTER_EMAIL": "release@sample.example",
    "GIT_COMMITTER_DATE": "1775000000 +0000",
    "GIT_CONFIG_NOSYSTEM": "1",
}


def make_release(folder: Path, pins: dict[str, str]) -> None:
    """Makes the repository with its one commit."""
    templates = SOURCES / "release"
    ignored = shutil.ignore_patterns("__pycache__", "tests")
    shutil.copytree(templates / "schedules", folder / "schedules", ignore=ignored)
    shutil.copytree(_ROOT / "schedules/schema", folder / "schedules/schema", ignore=ignored)
    shutil.copytree(_ROOT / "images", folder / "images", ignore=ignored)
    shutil.copytree(templates / "packages", folder / "packages", ignore=ignored)
    for package in (folder / "packages").iterdir():
        shutil.copytree(templates / "shared", package / "family", ignore=ignored)
        verdict = _ROOT / "packages/kit/verdict.py"
        shutil.copyfile(verdict, package / "family/verdict.py")
    (folder / "version_info.json").write_text(_version_info(pins), encoding="utf-8")
    for command in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "--all"],
        ["commit", "--quiet", "--message", "Begin the sample family's release"],
    ):
        subprocess.run(
            ["git", "-C", str(folder), *command],
            check=True,
            env={**os.environ, **_ENVIRONMENT, "HOME": str(folder)},
        )


def _version_info(pins: dict[str, str]) -> str:
    """version_info.json in its canonical form: one line a pin."""
    lines = ",\n".join(
        f'    "{name}": {{ "revision": {json.dumps(revision)} }}' for name, revision in pins.items()
    )
    return (
        '{\n  "$schema": "schedules/schema/version_info.json",\n  "package-version": "0.1.0",\n'
        f'  "package-suffix": "",\n  "pins": {{\n{lines}\n  }}\n}}\n'
    )
