"""Judges a built release by installing and using it: /in → /out. See docs/recipes.md. Runs in the
clean image."""

import json
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from checker import installations
from checker.checks import Checks
from kit import environment, plan
from kit.environment import HOST, IN, RECIPE, Outcome
from kit.journal import GREEN, Journal
from kit.verdict import Unjudged, conclude

OUT = Path("/out")
_WORKERS = 2


def judge(facts: dict[str, Any]) -> None:
    """Installs, uses, counts."""
    built = _built(IN)
    facts |= {"target": built["target"], "version": built["version"]}
    it = plan.read(RECIPE, built["target"])
    journal = Journal(it, OUT / "checks.jsonl")
    (_native if it.host_target is None else _emulated)(it, journal, built["version"])
    journal.conclude(facts)


def _native(it: plan.Plan, journal: Journal, version: str) -> None:
    """The target is this machine."""
    here, installed = installations.native(it.target)
    checks = Checks(journal, here, plan.devices(RECIPE), version)
    if not _installed(checks, "install", installed):
        return
    checks.write_data()
    ways = [_by_device(it, "portable"), _by_device(it, "python")]
    jobs = [partial(checks.probe, names) for way in ways for names in way]
    jobs += [partial(checks.command, name, here, []) for name in _names(it, "command")]
    jobs += [partial(checks.use, name) for name in _uses(it)]
    _all([*jobs, partial(checks.answers, "version"), partial(checks.consistent, "pip-check")])


def _emulated(it: plan.Plan, journal: Journal, version: str) -> None:
    """The target is another machine: its files run under qemu, and the same release's compiler for
    this one cross-compiles."""
    there, installed = installations.emulated(it.target)
    checks = Checks(journal, there, plan.devices(RECIPE), version)
    if _built(HOST)["version"] != version:
        raise Unjudged(
            f"the host's build is of another version: {_built(HOST)['version']}, expected {version}"
        )
    host, host_installed = installations.host(str(it.host_target))
    if not (
        _installed(checks, "install", installed)
        and _installed(checks, "install-host", host_installed)
    ):
        return
    environment.lend_linker(there, "openxla")
    checks.write_data()
    triple = [f"--iree-llvmcpu-target-triple={there.architecture}-linux-gnu"]
    python = _names(it, "python")
    jobs = [partial(checks.probe, python[0::2]), partial(checks.probe, python[1::2])]
    jobs += [partial(checks.command, name, host, triple) for name in _names(it, "cross")]
    jobs += [partial(checks.command, name, there, []) for name in _names(it, "command")]
    jobs += [partial(checks.use, name) for name in _uses(it)]
    _all([*jobs, partial(checks.answers, "version")])


def _all(jobs: Sequence[Callable[[], None]]) -> None:
    """Runs the jobs, as many at once as there are processors; a mistake of ours stops
    everything."""
    with ThreadPoolExecutor(_WORKERS) as pool:
        for future in [pool.submit(job) for job in jobs]:
            future.result()


def _installed(checks: Checks, name: str, outcome: Outcome) -> bool:
    checks.note(name, outcome, "install")
    return outcome.outcome == GREEN


def _names(it: plan.Plan, via: str) -> list[str]:
    return [f"{program}/{device}/{via}" for program, device in it.via(via)]


def _by_device(it: plan.Plan, via: str) -> list[list[str]]:
    """The names of one way, a list per device: each becomes one process."""
    devices = dict.fromkeys(device for _, device in it.via(via))
    return [[name for name in _names(it, via) if f"/{device}/" in name] for device in devices]


def _uses(it: plan.Plan) -> list[str]:
    """The package checks that are functions of `checker.uses`."""
    return [
        name
        for name in it.names
        if "/" not in name and name not in ("install", "install-host", "version", "pip-check")
    ]


def _built(folder: Path) -> dict[str, Any]:
    """The build's result; only a green build can be checked."""
    try:
        result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unjudged(f"{folder}/result.json: {error}") from error
    if result.get("verdict") != "green":
        raise Unjudged(f"{folder}: the build is {result.get('verdict')}, expected green")
    return dict(result)


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    return conclude(OUT, plan.facts("openxla-compiler"), judge)


if __name__ == "__main__":
    sys.exit(main())
