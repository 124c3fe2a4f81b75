"""Which devices programs can run on here. Each answer comes from a process of its own, because a
plugin or a driver can end the one that asks: python -m openxla.release._devices BY.
"""

import os
import subprocess
import sys
from collections.abc import Callable

from . import _gpu

_SECONDS = 120


def devices() -> dict[str, str]:
    """What each part says that it can use, or why it cannot."""
    return {name: _answer(name) for name in _ASKED}


def _answer(name: str) -> str:
    command = [sys.executable, "-m", __name__, name]
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"not known: {error}"
    lines = ended.stdout.strip().splitlines()
    if ended.returncode == 0 and lines:
        return lines[-1]
    last = (ended.stderr.strip().splitlines() or [""])[-1]
    return f"not known: the process that asked ended with {ended.returncode}: {last}"


def _iree() -> str:
    """The drivers of IREE's runtime that have a device."""
    from iree import runtime

    found, missing = [], []
    for name in sorted(runtime.query_available_drivers()):
        try:
            there = runtime.get_driver(name).query_available_devices()
        except Exception:  # whatever a driver raises where its library is missing
            there = []
        if there:
            found.append(f"{name} ({len(there)})")
        else:
            missing.append(name)
    return ", ".join(found) + (f"; no device for {', '.join(missing)}" if missing else "")


def _cpu() -> str:
    os.environ["JAX_PLATFORMS"] = "openxla_cpu"
    import jax

    there = jax.devices()
    return f"{len(there)}, {' '.join(str(there[0].client.platform_version).split())}"


def _nvidia() -> str:
    try:
        return ", ".join(f"{it.name} ({it.architecture})" for it in _gpu.found())
    except _gpu.NoGPU as error:
        return f"none: {error}"


_ASKED: dict[str, Callable[[], str]] = {"iree": _iree, "openxla_cpu": _cpu, "nvidia": _nvidia}


if __name__ == "__main__":
    try:
        print(_ASKED[sys.argv[1]]())
    except ImportError as missing:
        print(f"not installed: {missing}")
