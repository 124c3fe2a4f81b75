"""What the checks of the packages around JAX have in common: installing by the lock, one process
for each check."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit import environment, inputs, plan
from kit.environment import IN, NEEDS, RECIPE, SCRATCH, WHEELHOUSE, Environment, Outcome
from kit.journal import GREEN, RED, UNJUDGED, Journal
from kit.plan import Plan
from kit.verdict import Unjudged

OUT = Path("/out")
# How a program for this machine is compiled; every processor has what `generic` has.
_FOR_CPU = ("--iree-hal-target-backends=llvm-cpu", "--iree-llvmcpu-target-cpu=generic")
_WORKERS = 2
# The files of needed packages that compile and run.
_COMPILER = {"openxla-compiler": "openxla_compiler", "iree-runtime": "iree_base_runtime"}


@dataclass
class Checks:
    """The checks of one package on one target."""

    package: str
    version_: str
    plan: Plan
    journal: Journal
    _environment: Environment | None = None

    @property
    def environment(self) -> Environment:
        assert self._environment is not None, "install first"
        return self._environment

    def install(self, folders: Sequence[Path], name: str = "install") -> bool:
        """Installs the release by its lock, as a user does; pip says which pins disagree."""
        lock = IN / f"{self.package}-{self.version_}-{self.plan.target}.lock.txt"
        if not lock.is_file():
            raise Unjudged(f"{lock} is missing")
        links = [it for folder in folders for it in ("--find-links", str(folder))]
        here = (
            environment.native if environment.is_native(self.plan.target) else environment.emulated
        )
        self._environment, outcome = here(self.plan.target, [*links, "-r", str(lock)])
        self.add(name, outcome)
        return outcome.outcome == GREEN

    def use(self, environment: Environment) -> None:
        """What was installed otherwise than by a lock."""
        self._environment = environment

    def run(self, words: Sequence[str], **variables: str) -> Outcome:
        """A process of the installed Python."""
        return self.environment.run([*self.environment.python, *words], **variables)

    def judge(self, name: str, check: Callable[[], Outcome]) -> None:
        """One check; a mistake of ours in it is not the pins'."""
        try:
            outcome = check()
        except Unjudged as error:
            outcome = Outcome(UNJUDGED, "", str(error), 0)
        self.add(name, outcome)

    def add(self, name: str, outcome: Outcome) -> None:
        action = "install" if name == "install" else "use"
        self.journal.add(name, outcome.outcome, outcome.detail, outcome.seconds, action)

    def consistent(self) -> Outcome:
        """`pip check`: the installed distributions agree with each other."""
        here = self.environment
        return here.run([*environment.pip(here.python), "check"])

    def version(self, module: Sequence[str]) -> Outcome:
        """The package says of itself what was released, and what it is made of."""
        outcome = self.run(["-m", *module])
        if outcome.outcome != GREEN:
            return outcome
        try:
            told = json.loads(outcome.output)
            made = {name: it["version"] for name, it in told["made-of"].items()}
            good = told["version"] == self.version_ and bool(made)
        except (ValueError, KeyError) as error:
            return Outcome(RED, outcome.output, f"{type(error).__name__}: {error}", outcome.seconds)
        words = f"{told['version']} made of {made}"
        return Outcome(GREEN if good else RED, words, f"expected {self.version_}", outcome.seconds)


def begin(package: str, facts: dict[str, Any]) -> Checks:
    """Reads the plan and what was built; only a green build can be checked."""
    built = inputs.told(IN / "result.json")
    if built.get("verdict") != "green":
        raise Unjudged(f"{IN}: the build is {built.get('verdict')}, expected green")
    facts |= {"target": built["target"], "version": built["version"]}
    it = plan.read(RECIPE, built["target"])
    return Checks(package, built["version"], it, Journal(it, OUT / "checks.jsonl"))


def compiler(target: str) -> tuple[Environment, Outcome]:
    """The release's compiler and runtime, in an environment of their own."""
    wheels = [
        path
        for package, beginning in _COMPILER.items()
        for path in sorted((NEEDS / package).glob(f"{beginning}*.whl"))
        if inputs.is_for_this_python(path.name)
    ]
    others = [sorted(WHEELHOUSE.glob(f"{it}-*.whl"))[-1:] for it in ("ml_dtypes", "numpy")]
    wheels += [path for found in others for path in found]
    if len(wheels) != 4:
        raise Unjudged(f"found {[path.name for path in wheels]} for the compiler")
    requirements = environment.exactly(wheels, SCRATCH / "iree.txt")
    return environment.native(target, requirements, "iree")


def compile_module(there: Environment, source: str, to: str) -> Outcome:
    """By openxla.compiler, for this machine's processor."""
    tool = str(there.site / "openxla/compiler/_mlir_libs/iree-compile")
    return there.run([tool, *_FOR_CPU, source, "-o", to])


def all_of(jobs: Sequence[Callable[[], None]]) -> None:
    """Runs the jobs side by side; a mistake of ours stops everything."""
    with ThreadPoolExecutor(_WORKERS) as pool:
        for future in [pool.submit(job) for job in jobs]:
            future.result()
