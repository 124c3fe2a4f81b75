"""Releases a package of our own Python around published wheels, which it requires exactly: makes
its wheel, and the lock that it is judged with.

/in → /out, in the build image; nothing is compiled, and none of those wheels is repacked.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit import inputs, locks, own_wheel, third_party, wheels
from kit.inputs import Inputs
from kit.own_wheel import OwnWheel
from kit.verdict import conclude

RECIPE, IN, OUT, SCRATCH = Path("/recipe"), Path("/in"), Path("/out"), Path("/scratch")
KIT = Path(__file__).parent
_TOOLS = ("packaging", "twine", "wheel")


@dataclass(frozen=True)
class OwnRelease:
    """A package, and the components that it is made of."""

    package: str
    summary: str
    # Where version.py goes, such as jax_plugins/openxla_cpu.
    module: str
    components: Sequence[str]
    # Components that it is only judged with.
    beside: Sequence[str] = ()
    needs: Sequence[str] = ()
    extras: Mapping[str, Sequence[str]] = field(default_factory=dict)
    entry_points: str = ""
    # Modules that it carries besides its own sources: the name in the package → the file.
    carried: Mapping[str, Path] = field(default_factory=dict)
    # Whether the pins are all that it needs, besides third-party wheels.
    locked: bool = True
    # What must hold of the pins before anything is installed; returns words, or raises `Red`.
    agreement: Callable[[Inputs], str] | None = None

    def main(self) -> int:
        """Exit codes as in docs/recipes.md."""
        facts: dict[str, Any] = {"schema": 1, "package": self.package, "target": "", "version": ""}
        return conclude(OUT, facts | {"files": [], "tools": wheels.tools(_TOOLS)}, self._judge)

    def _judge(self, facts: dict[str, Any]) -> None:
        """Makes both files, adding to `facts` as it goes."""
        given = inputs.read(IN, [*self.components, *self.beside], self.needs)
        facts |= {"target": given.target, "version": given.version}
        steps = wheels.Steps(wheels.clean_environment(given.epoch, SCRATCH))
        facts["checks"] = steps.done
        started = time.monotonic()
        # What it says of itself differs by target: so it has the first component's platforms.
        platform = ".".join(wheels.platform_tags(given.wheels[self.components[0]]))
        made = self.wheel(given).write(given, OUT, platform)
        steps.record("wheel", True, made.name, started)
        steps.twine(made)
        facts["files"] = [wheels.entry(self.package, made)]
        if self.locked:
            facts["files"].append(wheels.entry("lock", self._lock(given, made)))
        if self.agreement is not None:
            started = time.monotonic()
            steps.record("agreement", True, self.agreement(given), started)

    def _lock(self, given: Inputs, made: Path) -> Path:
        parts = [it for name in self.components for it in given.files(name)]
        others = third_party.read(RECIPE, given) if (RECIPE / "third-party").exists() else {}
        return locks.write(self.package, given, locks.entries([made, *parts]), others, OUT)

    def wheel(self, given: Inputs) -> OwnWheel:
        """What is in it."""
        return OwnWheel(
            self.package,
            self.summary,
            RECIPE / "wheel/README.md",
            RECIPE / "wheel/src",
            self.module,
            own_wheel.exactly(given, self.components),
            {
                name: [f"{it}=={given.version}" for it in needs]
                for name, needs in self.extras.items()
            },
            self.entry_points,
            {f"{self.module}/{name}": file for name, file in self._carried().items()},
            beside=self.beside,
        )

    def _carried(self) -> dict[str, Path]:
        """With the check that a user runs where a GPU is, when the package has one."""
        check = RECIPE / "gpu.py"
        return dict(self.carried) | (gpu_check(check) if check.exists() else {})


def gpu_check(check: Path) -> dict[str, Path]:
    """A package's check on a GPU, and the module of the kit that it uses."""
    return {"gpu.py": check, "_gpu.py": KIT / "gpu.py"}
