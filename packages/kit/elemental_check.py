"""What must hold of an elemental package of the release, whatever it does.

It installs, it is of our version, and it requires exactly what was pinned, byte for byte.
"""

import json
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from kit import environment, inputs
from kit.environment import GREEN, IN, RECIPE, SCRATCH, UNJUDGED, Environment, Outcome
from kit.journal import Journal
from kit.plan import Plan, read
from kit.verdict import Unjudged, sha256

OUT, INPUTS = Path("/out"), Path("/inputs/inputs.json")


@dataclass(frozen=True)
class Built:
    """What the build left: its result, and its wheels for this Python by role."""

    result: dict[str, Any]
    wheels: dict[str, Path]

    @property
    def version(self) -> str:
        return str(self.result["version"])


@dataclass(frozen=True)
class ElementalCheck:
    """The checks of one elemental package on one target."""

    package: str
    component: str
    plan: Plan
    journal: Journal
    built: Built

    def install(self, more: list[Path]) -> Environment | None:
        """Installs the package, what it requires and `more`; None when that failed."""
        wheels = [*self.built.wheels.values(), *more]
        requirements = environment.exactly(wheels, SCRATCH / "requirements.txt")
        native = environment.is_native(self.plan.target)
        here = environment.native if native else environment.emulated
        installed, outcome = here(self.plan.target, requirements)
        self.note("install", outcome, "install")
        return installed if outcome.outcome == GREEN else None

    def lock(self, installed: Environment) -> None:
        """The installed package is of our version and requires exactly the elemental wheel."""
        self.journal.use("version", lambda: self._version(installed))
        self.journal.use("unaltered", self._unaltered)

    def note(self, name: str, outcome: Outcome, action: str) -> None:
        """A check that is one process."""
        self.journal.add(name, outcome.outcome, outcome.detail, outcome.seconds, action)

    def _version(self, installed: Environment) -> str:
        command = [*installed.python, "-m", "kit.elemental_check", self.package, self.component]
        outcome = installed.run(command)
        if outcome.outcome == UNJUDGED:
            raise Unjudged(outcome.detail)
        assert outcome.outcome == GREEN, outcome.detail
        told = json.loads(outcome.output)
        wanted = f"{self.component}=={told['component']}"
        assert told["package"] == self.built.version, f"{told}, expected {self.built.version}"
        assert wanted in told["requires"], f"{told['requires']}, expected {wanted}"
        return f"{told['package']} requires {wanted}"

    def _unaltered(self) -> str:
        pinned = inputs.told(INPUTS)["wheels"][self.component]
        found = sha256(self.built.wheels[self.component])
        assert found == pinned["sha256"], f"sha256 {found}, pinned is {pinned['sha256']}"
        return f"{pinned['file']} has the pinned sha256"


def begin(facts: dict[str, Any], component: str) -> ElementalCheck:
    """Reads the plan and what was built, and adds them to `facts`."""
    built = from_build(IN)
    facts |= {"target": built.result["target"], "version": built.version}
    plan = read(RECIPE, built.result["target"])
    journal = Journal(plan, OUT / "checks.jsonl")
    return ElementalCheck(facts["package"], component, plan, journal, built)


def from_build(folder: Path) -> Built:
    """A green build's result; only that can be checked."""
    result = inputs.told(folder / "result.json")
    if result.get("verdict") != "green":
        raise Unjudged(f"{folder}: the build is {result.get('verdict')}, expected green")
    files = [it for it in result["files"] if inputs.is_for_this_python(it["name"])]
    return Built(result, {it["role"]: folder / it["name"] for it in files})


def _tell(package: str, component: str) -> dict[str, Any]:
    """What is installed; runs in the environment that is checked."""
    return {
        "package": metadata.version(package),
        "component": metadata.version(component),
        "requires": metadata.requires(package),
    }


if __name__ == "__main__":
    print(json.dumps(_tell(*sys.argv[1:])))
