"""Where the released wheels are installed, and how their Python and their tools are run there."""

import os
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from verdict import Unjudged, say

from checker.journal import GREEN, RED, UNJUDGED

RECIPE, IN, HOST, WHEELHOUSE, SCRATCH = (
    Path(__file__).parent.parent,
    Path("/in"),
    Path("/host"),
    Path("/wheelhouse"),
    Path("/scratch"),
)
LIMIT_SECONDS = 480
_QEMU = ["/usr/bin/qemu-aarch64-static", "-L", "/opt/aarch64"]
_PLAIN = {
    "PATH": "/usr/bin:/bin",
    "HOME": str(SCRATCH),
    "TMPDIR": str(SCRATCH),
    "LANG": "C.UTF-8",
}
_PLATFORMS = ("manylinux_2_28", "manylinux_2_27", "manylinux_2_17", "manylinux2014")


@dataclass(frozen=True)
class Outcome:
    """How a process ended, as a check sees it."""

    outcome: str
    output: str
    errors: str
    seconds: float

    @property
    def detail(self) -> str:
        """The last words: of the output when green, of the errors otherwise."""
        text = self.output if self.outcome == GREEN else f"{self.output[-200:]} {self.errors}"
        return " ".join(text.split())[-600:]


@dataclass(frozen=True)
class Environment:
    """An installation: native in a virtual environment, or another architecture's in a folder under
    qemu."""

    architecture: str
    emulator: list[str]
    python: list[str]
    site: Path
    scripts: Path | None

    def run(self, command: list[str], seconds: int = LIMIT_SECONDS) -> Outcome:
        """Runs a command with nothing of the outside but a path, a home and our own modules."""
        environment = {
            **_PLAIN,
            "PYTHONPATH": f"{self.site}:{RECIPE}" if self.emulator else str(RECIPE),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        return run(command, environment, seconds)

    def tool(self, script: str, binary: str) -> list[str]:
        """The console script when it can run here, else the binary behind it: scripts start
        processes, which qemu cannot."""
        if self.scripts is not None:
            return [str(self.scripts / script)]
        return [*self.emulator, str(self.site / binary)]


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
    if process.returncode == -9 or "No space left on device" in errors:
        return Outcome(UNJUDGED, process.stdout, f"killed, or no space left: {errors}", took)
    end = (
        f"signal {-process.returncode}"
        if process.returncode < 0
        else f"exit code {process.returncode}"
    )
    return Outcome(RED, process.stdout, f"{end}: {errors}", took)


def native(target: str) -> tuple[Environment, Outcome]:
    """Installs the release by its lock file in a new virtual environment, offline."""
    venv = _venv(SCRATCH / "venv")
    outcome = _pip(venv, ["--find-links", str(WHEELHOUSE), "-r", str(_lock(IN, target))])
    return _native(target, venv), outcome


def host(target: str) -> tuple[Environment, Outcome]:
    """Installs only the compiler of the same release for this machine, to compile for the other
    one."""
    venv = _venv(SCRATCH / "host")
    text = _lock(HOST, target).read_text(encoding="utf-8")
    line = re.search(
        r"^openxla-compiler==\S+ \\\n    --hash=sha256:[0-9a-f]{64}$", text, re.MULTILINE
    )
    if line is None:
        raise Unjudged(f"the host's lock file names no openxla-compiler: {HOST}")
    only = SCRATCH / "host.lock.txt"
    only.write_text(line[0] + "\n", encoding="utf-8")
    return _native(target, venv), _pip(
        venv, ["--no-deps", "--find-links", str(HOST), "-r", str(only)]
    )


def emulated(target: str) -> tuple[Environment, Outcome]:
    """Installs another architecture's release by its lock file in a folder; pip chooses files by
    that platform's tags."""
    architecture = target.removeprefix("linux-")
    site = SCRATCH / "site"
    platforms = [it for name in _PLATFORMS for it in ("--platform", f"{name}_{architecture}")]
    options = [
        "--only-binary=:all:",
        "--python-version",
        "3.11",
        "--implementation",
        "cp",
        "--target",
        str(site),
    ]
    outcome = _pip(
        _venv(SCRATCH / "pip"),
        [*platforms, *options, "--find-links", str(WHEELHOUSE), "-r", str(_lock(IN, target))],
    )
    python = [*_QEMU, "/opt/aarch64/usr/bin/python3.11"]
    return Environment(architecture, _QEMU, python, site, None), outcome


def _native(target: str, venv: Path) -> Environment:
    site = venv / "lib/python3.11/site-packages"
    return Environment(
        target.removeprefix("linux-"), [], [str(venv / "bin/python")], site, venv / "bin"
    )


def _venv(folder: Path) -> Path:
    outcome = run(
        ["/usr/bin/python3.11", "-m", "venv", str(folder)],
        dict(os.environ) | {"TMPDIR": str(SCRATCH)},
        LIMIT_SECONDS,
    )
    if outcome.outcome != GREEN:
        raise Unjudged(f"venv: {outcome.detail}")
    return folder


def _pip(venv: Path, arguments: list[str]) -> Outcome:
    """`pip install`, offline and by hash."""
    options = ["--quiet", "--disable-pip-version-check", "--no-compile", "--no-index"]
    command = [str(venv / "bin/pip"), "install", *options, "--require-hashes"]
    command += ["--find-links", str(IN), *arguments]
    say(f"install: {' '.join(command)}")
    return run(command, _PLAIN, LIMIT_SECONDS)


def _lock(folder: Path, target: str) -> Path:
    locks = list(folder.glob(f"openxla-compiler-*-{target}.lock.txt"))
    if len(locks) != 1:
        raise Unjudged(
            f"expected one lock file for {target} in {folder}, found {[it.name for it in locks]}"
        )
    return locks[0]
