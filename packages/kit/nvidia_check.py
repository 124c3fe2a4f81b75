"""Checks a runtime plugin over NVIDIA's wheels, which are large.

What is needed of them is taken out of the pinned file, verified by the wheel's own record, and laid
where pip would put it.
"""

import base64
import hashlib
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kit import elf, environment, family, inputs
from kit.environment import IN, INPUTS, SCRATCH, Environment
from kit.family import Checks
from kit.journal import GREEN
from kit.verdict import Red

_PLUGIN = "jax_plugins/xla_cuda12/xla_cuda_plugin.so"


@dataclass(frozen=True)
class RuntimeCheck:
    """What is checked of one plugin."""

    package: str
    module: str
    component: str
    # The files of the wheel that loading and comparing need, by the ends of their names.
    parts: Sequence[str]
    # How the names of its functions begin.
    prefix: str

    def judge(self, facts: dict[str, Any]) -> None:
        """Installs our wheel, lays out the libraries, loads them, compares names."""
        it = family.begin(self.package, facts)
        wheels = sorted(IN.glob("*.whl"))
        requirements = environment.exactly(wheels, SCRATCH / "requirements.txt")
        native = environment.is_native(it.plan.target)
        here = environment.native if native else environment.emulated
        installed, outcome = here(it.plan.target, requirements)
        it.add("install", outcome)
        if outcome.outcome == GREEN:
            it.use(installed)
            self._libraries(it, installed)
        it.journal.conclude(facts)

    def _libraries(self, it: Checks, installed: Environment) -> None:
        it.judge("version", partial(it.version, [self.module, "--version"]))
        told = inputs.told(INPUTS / "inputs.json")["wheels"]
        wheel = INPUTS / told[self.component]["file"]
        if not it.journal.use("record", partial(_lay_out, wheel, self.parts, installed.site)):
            return
        version = wheel.name.split("-")[1]
        it.judge("load", partial(it.run, ["-m", "checker.load", version]))
        if "symbols" in it.plan.names:
            plugin = INPUTS / told["jax-cuda12-pjrt"]["file"]
            it.journal.use("symbols", partial(_symbols, plugin, wheel, installed.site, self.prefix))


def _lay_out(wheel: Path, parts: Sequence[str], site: Path) -> str:
    """Takes the files out, each with the hash that the wheel's RECORD has."""
    count = size = 0
    with zipfile.ZipFile(wheel) as archive:
        record = next(it for it in archive.namelist() if it.endswith(".dist-info/RECORD"))
        hashes = dict(
            line.split(",")[:2] for line in archive.read(record).decode().splitlines() if line
        )
        for name in archive.namelist():
            if name.endswith(tuple(parts)):
                _unpack(archive, name, hashes.get(name, ""), site)
                count, size = count + 1, size + archive.getinfo(name).file_size
    if not count:
        raise Red(f"{wheel.name} has none of {list(parts)}")
    return f"{count} files of {size >> 20} MiB have the hashes of {wheel.name}'s record"


def _unpack(archive: zipfile.ZipFile, name: str, expected: str, site: Path) -> None:
    path = site / name
    if not path.resolve().is_relative_to(site.resolve()):
        raise Red(f"{name} leaves its folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(name) as source, path.open("wb") as to:
        while data := source.read(1 << 22):
            digest.update(data)
            to.write(data)
    found = "sha256=" + base64.urlsafe_b64encode(digest.digest()).decode().rstrip("=")
    if found != expected:
        raise Red(f"{name}: {found}, its record says {expected}")


def _symbols(plugin: Path, wheel: Path, site: Path, prefix: str) -> str:
    """Every function that the CUDA plugin names, and the headers of this version declare, is
    exported. What only the plugin names is of other versions: it asks whether they are there."""
    named = _named(plugin, prefix)
    with zipfile.ZipFile(wheel) as archive:
        headers = [
            archive.read(it).decode("latin-1") for it in archive.namelist() if it.endswith(".h")
        ]
    declared = set(re.findall(rf"\b({prefix}[A-Z]\w*)\s*\(", "\n".join(headers)))
    libraries = sorted(site.glob("nvidia/*/lib/*.so.*"))
    exported = {name for it in libraries for name in elf.exported(it)}
    wanted = named & declared
    missing = sorted(wanted - exported)
    assert len(wanted) > 50, f"the plugin names {len(wanted)} functions {prefix}…: not as known"
    assert not missing, f"{len(missing)} of {len(wanted)} are not exported: {missing[:5]}"
    return f"{len(wanted)} functions that the plugin names and the headers declare are exported"


def _named(plugin: Path, prefix: str) -> set[str]:
    """The names, as texts of their own, in the plugin's library, which is read in pieces."""
    pattern = re.compile(rb"\0(" + prefix.encode() + rb"[A-Z]\w{2,80})(?=\0)")
    found: set[str] = set()
    with zipfile.ZipFile(plugin) as archive, archive.open(_PLUGIN) as stream:
        rest = b""
        while data := stream.read(1 << 22):
            window = rest + data
            found |= {it.decode() for it in pattern.findall(window)}
            rest = window[-200:]
    return found
