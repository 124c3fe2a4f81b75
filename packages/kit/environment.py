"""Where the released wheels are installed, and how their Python and their tools are run there."""

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit.journal import GREEN, RED, UNJUDGED
from kit.verdict import Unjudged, end, not_its_own, say, sha256

# Where docs/recipes.md says that things lie in a container.
RECIPE, LIBRARY, NEEDS = Path("/recipe"), Path(__file__).parent.parent, Path("/needs")
IN, HOST, WHEELHOUSE, SCRATCH = Path("/in"), Path("/host"), Path("/wheelhouse"), Path("/scratch")
INPUTS = Path("/inputs")
# The image's only Python, which runs the check as well.
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
_PYTHON = f"/usr/bin/python{VERSION}"
LIMIT_SECONDS = 480
# Processor time of one process of a check: what runs longer hangs. The limit by the wall clock,
# which tells nothing of the pins, is larger.
CPU_SECONDS, EMULATED_CPU_SECONDS = 300, 400
# The stack of a failed check of abseil, which says less than the line above it.
_STACK = re.compile(r"\s*(@ +0x|\*\*\*)")
_PIP = Path("/usr/share/python-wheels")
_QEMU = ["/usr/bin/qemu-aarch64-static", "-L", "/opt/aarch64"]
_PLAIN = {
    "PATH": "/usr/bin:/bin",
    "HOME": str(SCRATCH),
    "TMPDIR": str(SCRATCH),
    "LANG": "C.UTF-8",
}
# pip downloads for the platforms that are named, and for no older ones.
_PLATFORMS = (*(f"manylinux_2_{minor}" for minor in range(36, 16, -1)), "manylinux2014")


@dataclass(frozen=True)
class Outcome:
    """How a process ended, as a check sees it."""

    outcome: str
    output: str
    errors: str
    seconds: float

    @property
    def detail(self) -> str:
        """The last words of the output; when it is not green, its last line, how it ended and the
        last errors."""
        if self.outcome == GREEN:
            return " ".join(self.output.split())[-600:]
        last = (self.output.strip().splitlines() or [""])[-1][-300:]
        how, colon, errors = self.errors.partition(":")
        words = " ".join(f"{last} {how}{colon}".split())
        # Python tells where a signal met it, the innermost frame first.
        lines = (it for it in errors.splitlines() if not _STACK.match(it))
        errors, fatal, frames = " ".join(" ".join(lines).split()).partition("Fatal Python error")
        frames = f"{fatal}{frames}"[:250]
        return f"{words} {errors[-(590 - len(words) - len(frames)) :]}{frames}".strip()

    def then(self, other: "Outcome") -> "Outcome":
        """The second of two steps of one check."""
        return replace(other, seconds=self.seconds + other.seconds)

    def saying(self, words: str) -> "Outcome":
        """With other words when it is green."""
        return replace(self, output=words) if self.outcome == GREEN else self

    def expecting(self, words: str) -> "Outcome":
        """Red when it did not say so."""
        if self.outcome != GREEN or words in self.output:
            return self
        return replace(self, outcome=RED, errors=f"expected {words!r}")


@dataclass(frozen=True)
class Environment:
    """An installation: native in a virtual environment, or another architecture's in a folder under
    qemu."""

    architecture: str
    emulator: list[str]
    python: list[str]
    site: Path
    scripts: Path | None

    def run(
        self,
        command: list[str],
        seconds: int = LIMIT_SECONDS,
        **variables: str,
    ) -> Outcome:
        """Runs a command with nothing of the outside but a path, a home, our own modules and these
        variables. When it has used up its processor time it is ended by SIGXCPU, which is red."""
        path = [str(self.site)] if self.emulator else []
        environment = {
            **_PLAIN,
            "PYTHONPATH": ":".join([*path, str(RECIPE), str(LIBRARY)]),
            # The last words of a process that a signal ends.
            "PYTHONFAULTHANDLER": "1",
            # pip installs without bytecode; what is imported is compiled once for all processes.
            "PYTHONPYCACHEPREFIX": str(SCRATCH / "bytecode"),
            **variables,
        }
        limit = EMULATED_CPU_SECONDS if self.emulator else CPU_SECONDS
        return run(limited(command, limit), environment, seconds)

    def tool(self, script: str, binary: str) -> list[str]:
        """The console script when it can run here, else the binary behind it: scripts start
        processes, which qemu cannot."""
        if self.scripts is not None:
            return [str(self.scripts / script)]
        return [*self.emulator, str(self.site / binary)]


Installed = tuple[Environment, Outcome]


def run(
    command: list[str], environment: dict[str, str], seconds: int, cwd: Path = SCRATCH
) -> Outcome:
    """Runs a process; killed or out of time is not the pins' fault as far as we can tell."""
    started = time.monotonic()
    try:
        process = subprocess.run(
            command,
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome(UNJUDGED, "", f"did not end within {seconds} s", time.monotonic() - started)
    took = time.monotonic() - started
    errors = process.stderr
    if process.returncode == 0:
        return Outcome(GREEN, process.stdout, errors, took)
    why = not_its_own(process.returncode, f"{process.stdout} {errors}")
    if why:
        return Outcome(UNJUDGED, process.stdout, f"{why}: {errors}", took)
    say(f"red: {' '.join(command)}: {end(process.returncode)}\n{errors[-4000:].rstrip()}")
    return Outcome(RED, process.stdout, f"{end(process.returncode)}: {errors}", took)


def limited(command: list[str], cpu_seconds: int) -> list[str]:
    """The command with so many seconds of processor time, then SIGXCPU: a machine that is slow or
    busy does not use them up, a program that never ends does."""
    return ["/bin/sh", "-c", f'ulimit -S -t {cpu_seconds}; exec "$@"', "sh", *command]


def is_native(target: str) -> bool:
    """Whether this machine runs the target's programs itself."""
    return target == f"linux-{platform.machine()}"


def native(target: str, requirements: Sequence[str], name: str = "venv") -> Installed:
    """Installs in a new virtual environment, offline and by hash. `requirements` are pip's
    arguments."""
    venv = _venv(SCRATCH / name)
    here = Environment(
        target.removeprefix("linux-"),
        [],
        [str(venv / "bin/python")],
        venv / f"lib/python{VERSION}/site-packages",
        venv / "bin",
    )
    return here, _install(venv, requirements)


def emulated(target: str, requirements: Sequence[str], name: str = "site") -> Installed:
    """Installs another architecture's release in a folder; pip chooses files by that platform's
    tags."""
    architecture = target.removeprefix("linux-")
    site = SCRATCH / name
    platforms = [it for name in _PLATFORMS for it in ("--platform", f"{name}_{architecture}")]
    options = ["--only-binary=:all:", "--python-version", VERSION, "--implementation", "cp"]
    options += ["--target", str(site)]
    outcome = _install(_venv(SCRATCH / f"pip-{name}"), [*platforms, *options, *requirements])
    python = [*_QEMU, f"/opt/aarch64{_PYTHON}"]
    return Environment(architecture, _QEMU, python, site, None), outcome


def lend_linker(there: Environment, package: str) -> None:
    """The compiler starts its linker as a process, which qemu cannot follow: a script in its place
    starts qemu again."""
    linker = there.site / package / "compiler/_mlir_libs/iree-lld"
    real = linker.rename(linker.with_name("iree-lld.real"))
    linker.write_text(f'#!/bin/sh\nexec {" ".join(there.emulator)} {real} "$@"\n', encoding="utf-8")
    linker.chmod(0o755)


def exactly(wheels: Sequence[Path], to: Path) -> list[str]:
    """pip's arguments that install these files, by hash, and nothing else."""
    lines = [f"{wheel} --hash=sha256:{sha256(wheel)}\n" for wheel in wheels]
    to.write_text("".join(lines), encoding="utf-8")
    return ["--no-deps", "-r", str(to)]


def pip(python: Sequence[str]) -> list[str]:
    """The pip that Debian keeps for new environments, run by a Python whose environment has none:
    unpacking it into one takes five times as long as installing a release."""
    found = sorted(_PIP.glob("pip-*.whl"))
    if not found:
        raise Unjudged(f"no pip in {_PIP}: the image is not the one that this recipe knows")
    return [*python, str(found[-1] / "pip")]


def _venv(folder: Path) -> Path:
    outcome = run(
        [_PYTHON, "-m", "venv", "--without-pip", str(folder)],
        dict(os.environ) | {"TMPDIR": str(SCRATCH)},
        LIMIT_SECONDS,
    )
    if outcome.outcome != GREEN:
        raise Unjudged(f"venv: {outcome.detail}")
    return folder


def _install(venv: Path, requirements: Sequence[str]) -> Outcome:
    """`pip install`, offline and by hash."""
    options = ["--progress-bar=off", "--disable-pip-version-check", "--no-compile", "--no-index"]
    command = [*pip([str(venv / "bin/python")]), "install", *options, "--require-hashes"]
    say(f"install: {' '.join([*command, *requirements])}")
    return _disagreement(run([*command, *requirements], _PLAIN, LIMIT_SECONDS))


def _disagreement(outcome: Outcome) -> Outcome:
    """Which requirements contradict each other, in pip's words; nothing when it is green."""
    _, caused, words = outcome.output.partition("The conflict is caused by:")
    if outcome.outcome == RED and caused:
        words, _, _ = words.partition("To fix this")
        return replace(outcome, output="; ".join(it.strip() for it in words.strip().splitlines()))
    return outcome.saying("")
