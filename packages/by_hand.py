#!/usr/bin/env python3
"""Builds and checks a package, and those it needs, without the roller: how a red is reproduced.

    packages/by_hand.py openxla-compiler --target linux-x86_64 --wheels DIR --to DIR
        [--version V] [--only PACKAGE] [--host DIR] [--repositories DIR]
        [--python 3.13] [--clean IMAGE]

The reference for how the containers are called; docs/recipes.md has the interface. DIR of --wheels
has the pinned wheels of the target, as `pip download` gives them; DIR of --host is the --to of the
target that a check needs too; DIR of --repositories has a git repository for each component, named
NAME or NAME.git, and version_info.json says which revision of it is taken. What --to has already is
made again, except with --only, which takes the packages that PACKAGE needs as they are. Of optional
needs those are taken that --to has. Checks run on one Python of the target, PACKAGE's first unless
--python names another, in the clean image of it, or in IMAGE; DIR of --wheels has its files.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from hand_inputs import Pinned, run  # noqa: E402
from kit import plan  # noqa: E402
from kit.verdict import say  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
EPOCH = 1763769600
# A build that is told no version is told no date either.
NO_EPOCH = 315532800
PYTHON = {"build": "/opt/tools/bin/python", "compile": "/usr/bin/python3.11"}


@dataclass(frozen=True)
class Hand:
    """What the command line said."""

    target: str
    version: str
    python: str
    pinned: Pinned
    host: Path | None
    to: Path
    images: dict[str, str]

    def make(self, name: str) -> None:
        """Builds, packs and checks one package; ends the program when a step is not green."""
        recipe = ROOT / "packages" / name
        it = self._definition(name)
        place = fresh(self.to / name)
        given = self._inputs(it, place)
        built, mounts = fresh(place / "build"), self._needs(it, "build")
        if "sources" in given:
            mounts.append((place / "src", "/src"))
        told = {**given, "source-date-epoch": NO_EPOCH} if "pack" in it else given
        if "pack" in it:
            told = {key: told[key] for key in told if key not in ("version", "pin-set")}
        self._tell(place, told)
        self._run(it, "build", built, [(place / "in", "/in"), *mounts])
        for file in built.iterdir():
            file.chmod(0o644)
        if "pack" in it:
            self._tell(place, {**given, "needs": self._needed(it, "pack")})
            packed = fresh(place / "pack")
            mounts = [(place / "in", "/in"), (built, "/built"), *self._needs(it, "pack")]
            self._run(it, "pack", packed, mounts)
            built = packed
        if "checks" not in it["targets"][self.target]:
            return
        mounts = [(built, "/in"), (place / "in", "/inputs"), *self._needs(it, "pack")]
        if (recipe / "fetch.sh").exists():
            house = place / "wheelhouse"
            python = ["--python", self.python]
            run([recipe / "fetch.sh", "--target", self.target, "--to", house, *python])
            mounts.append((house, "/wheelhouse"))
        if "host-target" in it["targets"][self.target]:
            if self.host is None:
                sys.exit(f"by_hand: {name} on {self.target} needs --host")
            mounts.append((made(self.host / name), "/host"))
        self._run(it, "check", fresh(place / "check"), mounts)

    def _definition(self, name: str) -> dict[str, Any]:
        """Of its optional needs those that --to has, with their inputs."""
        it = plan.definition(ROOT / "packages" / name)
        held = [one for one in it.get("optional-needs", []) if (self.to / one).exists()]
        inputs = list(it["inputs"])
        for one in (one for other in held for one in self._definition(other)["inputs"]):
            inputs += [] if one in inputs else [one]
        return it | {"needs": it.get("needs", []) + held, "inputs": inputs}

    def _inputs(self, it: dict[str, Any], place: Path) -> dict[str, Any]:
        """inputs.json, with what it names laid beside it."""
        given: dict[str, Any] = {
            "target": self.target,
            "version": self.version,
            "source-date-epoch": EPOCH,
            "pin-set": {"digest": "sha256:by-hand", "pins": {}},
            "wheels": {},
            "needs": self._needed(it, "build"),
        }
        sources = {}
        fresh(place / "in")
        for entry in it["inputs"]:
            paths = [""] if isinstance(entry, str) else entry["paths"]
            name = entry if isinstance(entry, str) else entry["component"]
            if self.pinned.is_repository(name):
                sources[name] = self.pinned.export(name, paths, place / "src" / name)
            else:
                given["wheels"][name] = self.pinned.wheel(name, self.target, place / "in")
        return given | ({"sources": sources} if sources else {})

    def _needed(self, it: dict[str, Any], step: str) -> dict[str, Any]:
        needed = {}
        for name in it.get("needs", []):
            told = json.loads((self._made(name, step) / "result.json").read_text(encoding="utf-8"))
            files = [file["name"] for file in told["files"]]
            needed[name] = {"path": f"/needs/{name}", "files": files}
        return needed

    def _needs(self, it: dict[str, Any], step: str) -> list[tuple[Path, str]]:
        return [(self._made(name, step), f"/needs/{name}") for name in it.get("needs", [])]

    def _made(self, name: str, step: str) -> Path:
        """What a build sees of a needed package is its build; what comes later sees it packed."""
        return self.to / name / "build" if step == "build" else made(self.to / name)

    def _tell(self, place: Path, given: dict[str, Any]) -> None:
        (place / "in/inputs.json").write_text(json.dumps(given, indent=2) + "\n", encoding="utf-8")

    def _run(
        self, it: dict[str, Any], step: str, out: Path, mounts: list[tuple[Path, str]]
    ) -> None:
        """Runs a script of the recipe with everything taken away."""
        name, definition = it["name"], it[step]
        scratch = fresh(out.parent / "scratch")
        caller = ["--userns=keep-id", "--user", f"{os.getuid()}:{os.getgid()}"]
        if os.getuid() == 0:
            caller = ["--user", "10001:10001"]
            for folder in (out, scratch):
                os.chown(folder, 10001, 10001)
        limits = definition["limits"]
        memory, cpus = f"{limits['memory-mib']}m", limits.get("cpus", 2)
        readable = [(ROOT / "packages" / name, "/recipe"), *mounts]
        if "library" in it:
            readable.append((ROOT / "packages" / it["library"], f"/library/{it['library']}"))
        volumes = [
            *(f"{path}:{at}:ro" for path, at in readable),
            f"{out}:/out",
            f"{scratch}:/scratch",
        ]
        environment = {
            "ROLLER_TARGET": self.target,
            "ROLLER_JOBS": str(cpus),
            "SOURCE_DATE_EPOCH": str(NO_EPOCH if step == "build" and "pack" in it else EPOCH),
            "PYTHONPATH": "/library",
        }
        interpreter = definition.get("interpreter") or PYTHON.get(
            definition["image"], f"/usr/bin/python{self.python}"
        )
        command = [
            os.environ.get("PODMAN", "podman"), "run", "--rm",
            "--name", f"openxla-by-hand-{name}-{step}-{os.getpid()}",
            "--label", "org.openxla.roller=by-hand",
            "--init", "--network=none", "--cap-drop=ALL", "--security-opt=no-new-privileges",
            "--read-only", f"--tmpfs=/tmp:rw,size={limits.get('tmp-mib', 256)}m,mode=1777,exec",
            *caller, "--hostname", "builder", "--memory", memory, "--memory-swap", memory,
            "--pids-limit", str(limits["pids"]), "--cpus", str(cpus),
            "--timeout", str(60 * limits["minutes"]),
            *(it for key, value in environment.items() for it in ("--env", f"{key}={value}")),
            *(it for volume in volumes for it in ("-v", volume)),
            self.images[definition["image"]], interpreter, f"/recipe/{definition['script']}",
        ]  # fmt: skip
        ended = subprocess.run(command, env=podman_environment(), check=False).returncode
        shutil.rmtree(scratch)
        if ended != 0:
            say(f"by_hand: {step} of {name} ended with exit code {ended}")
            sys.exit(ended)


def made(place: Path) -> Path:
    """The release files of a package."""
    return place / "pack" if (place / "pack").exists() else place / "build"


def closure(name: str) -> list[str]:
    """The package after those that it needs."""
    needs = plan.definition(ROOT / "packages" / name).get("needs", [])
    return list(dict.fromkeys([it for need in needs for it in closure(need)] + [name]))


def fresh(folder: Path) -> Path:
    """The folder, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def podman_environment() -> dict[str, str]:
    """The caller's environment, with this repository's configuration unless it has another."""
    return {"CONTAINERS_CONF": str(ROOT / "images/linux/containers.conf"), **os.environ}


def images(folder: str, *roles: str) -> dict[str, str]:
    """The tag of each image, built when it is not there."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    build = ROOT / "images" / folder / "build.sh"
    told = json.loads(run([build, "--cache", cache / "openxla-compiler-release/images", *roles]))
    return {role: it["tag"] for role, it in told.items() if isinstance(it, dict)}


def python(package: str, target: str, wanted: str | None) -> tuple[str, str]:
    """The Python that checks run on, such as 3.13, and the folder of its images."""
    text = (ROOT / "schedules/targets.json").read_text(encoding="utf-8")
    it = json.loads(text)["targets"][target]
    pythons = it.get("pythons") or {it["python"]: it}
    named = {f"3.{tag.removeprefix('cp3')}": one["image"] for tag, one in pythons.items()}
    own = plan.definition(ROOT / "packages" / package).get("pythons", list(pythons))
    first = next(f"3.{tag.removeprefix('cp3')}" for tag in pythons if tag in own)
    return wanted or first, named.get(wanted or first, named[first])


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("package")
    parser.add_argument("--target", required=True)
    parser.add_argument("--to", required=True, type=Path)
    parser.add_argument("--wheels", type=Path)
    parser.add_argument("--repositories", type=Path)
    parser.add_argument("--version", default="0.1.0.dev0")
    parser.add_argument("--only")
    parser.add_argument("--host", type=Path)
    parser.add_argument("--python")
    parser.add_argument("--clean")
    given = parser.parse_args()
    wheels, repositories, host = (
        it.resolve() if it else None for it in (given.wheels, given.repositories, given.host)
    )
    version, folder = python(given.package, given.target, given.python)
    tags = images("linux") | ({"clean": given.clean} if given.clean else images(folder, "clean"))
    pinned = Pinned(ROOT, wheels, repositories)
    hand = Hand(given.target, given.version, version, pinned, host, given.to.resolve(), tags)
    for name in [given.only] if given.only else closure(given.package):
        hand.make(name)


if __name__ == "__main__":
    main()
