"""The checks themselves: each runs something in an environment and notes the outcome in the
journal."""

import json
from dataclasses import dataclass
from pathlib import Path

from checker import artefacts
from kit import plan
from kit.environment import RECIPE, SCRATCH, Environment, Outcome, pip
from kit.journal import GREEN, RED, UNJUDGED, Journal
from kit.verdict import Unjudged

DATA = SCRATCH / "data"
_RUN_MODULE = ("iree-run-module", "iree/_runtime_libs/iree-run-module")
_COMPILE = ("openxla-compile", "openxla/compiler/_mlir_libs/iree-compile")


@dataclass(frozen=True)
class Checks:
    """Checks of one installation."""

    journal: Journal
    environment: Environment
    devices: dict[str, plan.Device]
    version: str

    def note(self, name: str, outcome: Outcome, action: str = "use") -> None:
        """Notes a check that is one process."""
        self.journal.add(name, outcome.outcome, outcome.detail, outcome.seconds, action)

    def use(self, name: str) -> None:
        """One of `checker.uses`."""
        self.note(
            name, self.environment.run([*self.environment.python, "-m", "checker.uses", name])
        )

    def consistent(self, name: str) -> None:
        """`pip check`: the installed distributions agree with each other."""
        self.note(name, self.environment.run([*pip(self.environment.python), "check"]))

    def answers(self, name: str) -> None:
        """The version is what was built, and the compiler knows its revision."""
        scripts = self.environment.scripts
        module = [*self.environment.python, "-m", "openxla.compiler"]
        outcome = self.environment.run(
            [*([str(scripts / "openxla-compiler-version")] if scripts else module), "--json"]
        )
        if outcome.outcome == GREEN:
            outcome = self._told(outcome)
        self.note(name, outcome)

    def _told(self, outcome: Outcome) -> Outcome:
        """Compares what the package says about itself with what was built."""
        try:
            told = json.loads(outcome.output)
            detail = f"version {told['version']}, revisions {told['revisions']}"
            good = told["version"] == self.version and bool(told["revisions"].get("IREE"))
        except (ValueError, KeyError) as error:
            detail, good = f"{type(error).__name__}: {error}", False
        wanted = f"expected version {self.version} and a revision"
        return Outcome(GREEN if good else RED, detail, wanted, outcome.seconds)

    def write_data(self) -> None:
        """Inputs and expected outputs for the command line tools."""
        DATA.mkdir(exist_ok=True)
        outcome = self.environment.run(
            [*self.environment.python, "-m", "checker.programs", str(DATA)]
        )
        if outcome.outcome != GREEN:
            raise Unjudged(f"numpy cannot write the programs' data: {outcome.detail}")

    def probe(self, names: list[str]) -> None:
        """Checks from Python, in one process; what it did not answer for is red, or unjudged when
        it was killed."""
        command = [
            *self.environment.python,
            "-m",
            "checker.probe",
            self.environment.architecture,
            *names,
        ]
        outcome = self.environment.run(command)
        answered = set()
        for line in outcome.output.splitlines():
            try:
                name, good, detail, seconds = json.loads(line)
            except ValueError:  # something that the code under test prints
                continue
            answered.add(name)
            # What the compiler said of a program that it refused is among the errors.
            if not good and "numbers are wrong" not in detail:
                detail = f"{detail} {outcome.errors[-400:]}"
            self.journal.add(name, GREEN if good else RED, detail, seconds, self._action(name))
        for name in names:
            if name not in answered:
                verdict = UNJUDGED if outcome.outcome == UNJUDGED else RED
                self.journal.add(
                    name,
                    verdict,
                    f"no answer: {outcome.detail}",
                    outcome.seconds,
                    self._action(name),
                )

    def command(self, name: str, compiler: Environment, flags: list[str]) -> None:
        """Compiles with the command line tool of one environment, looks inside, runs with that of
        another."""
        program, device, _ = name.split("/")
        module = SCRATCH / f"{name.replace('/', '-')}.vmfb"
        outcome = self._compile(program, self.devices[device], module, compiler, flags)
        if outcome.outcome != GREEN:
            return self.note(name, outcome, self._action(name))
        try:
            inside = artefacts.inspect(device, module.read_bytes(), self.environment.architecture)
        except (artefacts.NotAnArtefact, OSError) as error:
            return self.note(
                name, Outcome(RED, "", str(error), outcome.seconds), self._action(name)
            )
        ran = self._run(program, self.devices[device].runs_on or "", module)
        seconds = outcome.seconds + ran.seconds
        detail = f"{ran.output.strip().splitlines()[-1] if ran.output.strip() else ''}; {inside}"
        self.note(name, Outcome(ran.outcome, detail, ran.errors, seconds), self._action(name))

    def _compile(
        self, program: str, device: plan.Device, to: Path, compiler: Environment, extra: list[str]
    ) -> Outcome:
        outcome = Outcome(RED, "", "no flags", 0)
        for flags in device.flags:
            source = str(RECIPE / f"programs/{program}.mlir")
            command = [
                *compiler.tool(*_COMPILE),
                f"--iree-hal-target-backends={device.name}",
                *flags,
                *extra,
                source,
                "-o",
                str(to),
            ]
            outcome = compiler.run(command)
            if outcome.outcome != RED or "nknown command line argument" not in outcome.errors:
                break
        return outcome

    def _run(self, program: str, driver: str, module: Path) -> Outcome:
        inputs = sorted(DATA.glob(f"{program}.[0-9].npy"))
        command = [
            *self.environment.tool(*_RUN_MODULE),
            f"--device={driver}",
            f"--module={module}",
            "--function=predict",
        ]
        command += [f"--input=@{it}" for it in inputs] + [
            f"--expected_output=@{DATA}/{program}.expected.npy"
        ]
        return self.environment.run(command)

    def _action(self, name: str) -> str:
        return "compile+run" if self.devices[name.split("/")[1]].runs_on else "compile+inspect"
