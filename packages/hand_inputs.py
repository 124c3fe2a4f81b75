"""What by_hand.py gives a build: the pinned wheels, and the pinned revisions of repositories."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.verdict import sha256


def run(command: list[Any]) -> str:
    """A command's output; ends the program when it fails, after its own words."""
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if ended.returncode != 0:
        sys.exit(ended.returncode)
    return ended.stdout


@dataclass(frozen=True)
class Pinned:
    """Where the command line said that they lie."""

    root: Path
    wheels: Path | None
    repositories: Path | None

    def is_repository(self, component: str) -> bool:
        return "git" in self._component(component)

    def _component(self, name: str) -> dict[str, Any]:
        text = (self.root / "schedules/components.json").read_text(encoding="utf-8")
        return dict(json.loads(text)["components"][name])

    def wheel(self, component: str, target: str, to: Path) -> dict[str, str]:
        """Copies the component's one wheel for the target; ends the program when it is not one."""
        project = self._component(component)["index"].replace("-", "_")
        patterns = (f"{project}-*_{target.removeprefix('linux-')}.whl", f"{project}-*-none-any.whl")
        folder = self.wheels
        found = [it for one in patterns for it in folder.glob(one)] if folder else []
        if len(found) != 1:
            sys.exit(f"by_hand: expected one wheel {patterns[0]} in {folder}, found {len(found)}")
        shutil.copyfile(found[0], to / found[0].name)
        return {"file": found[0].name, "sha256": sha256(found[0])}

    def export(self, component: str, paths: list[str], to: Path) -> dict[str, Any]:
        """The declared paths at the pinned revision, as they lie in /src."""
        pins = json.loads((self.root / "version_info.json").read_text(encoding="utf-8"))["pins"]
        revision = pins[component]["revision"]
        found = [self.repositories / f"{component}{it}" for it in ("", ".git")] if (
            self.repositories
        ) else []  # fmt: skip
        repository = next((it for it in found if it.exists()), None)
        if repository is None:
            sys.exit(f"by_hand: {component} needs --repositories with a repository of that name")
        git = ["git", "-C", repository]
        trees = {path: run([*git, "rev-parse", f"{revision}:{path}"]).strip() for path in paths}
        to.mkdir(parents=True)
        archive = to.with_suffix(".tar")
        run([*git, "archive", "--output", archive, revision, *(it for it in paths if it)])
        run(["tar", "-x", "-f", archive, "-C", to])
        archive.unlink()
        return {"path": f"/src/{component}", "trees": trees} | pins[component]
