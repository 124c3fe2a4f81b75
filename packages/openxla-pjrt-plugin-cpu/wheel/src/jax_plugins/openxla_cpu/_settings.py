"""What can be chosen: by `configure`, else by the environment, else by sensible defaults."""

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path

NAME = "openxla_cpu"
# Below JAX's own CPU backend, which has 0: who does not ask for this plugin does not get it.
_PRIORITY = -10
_ENVIRONMENT = {
    "devices": "OPENXLA_CPU_DEVICES",
    "library": "OPENXLA_CPU_LIBRARY",
    "priority": "OPENXLA_CPU_PRIORITY",
    "lapack": "OPENXLA_CPU_LAPACK",
}
_chosen: dict[str, str] = {}
_taken = False


@dataclass(frozen=True)
class Settings:
    """How the plugin is registered."""

    devices: int
    library: Path
    priority: int
    lapack: bool

    @property
    def options(self) -> dict[str, int]:
        """The options of the plugin's client; without them it offers four devices."""
        return {"cpu_device_count": self.devices}


def configure(
    *,
    devices: int | None = None,
    library: str | Path | None = None,
    priority: int | None = None,
    lapack: bool | None = None,
) -> None:
    """Chooses before JAX first looks for devices.

    devices   how many the processor is divided into; default 1, or $OPENXLA_CPU_DEVICES
    library   the plugin's file; default that of xla-cpu-pjrt, or $OPENXLA_CPU_LIBRARY
    priority  above 0 the plugin is JAX's default; default -10, or $OPENXLA_CPU_PRIORITY
    lapack    whether jaxlib's linear algebra is lent to the plugin; default yes, or
              $OPENXLA_CPU_LAPACK=0
    """
    if _taken:
        raise RuntimeError("JAX has the plugin already: configure it before the first use of JAX")
    given = {"devices": devices, "library": library, "priority": priority, "lapack": lapack}
    told = {
        name: str(int(it) if isinstance(it, bool) else it)
        for name, it in given.items()
        if it is not None
    }
    read(_chosen | told)
    _chosen.update(told)


def take() -> Settings:
    """The settings that JAX gets; they cannot be changed afterwards."""
    global _taken
    _taken = True
    return read(_chosen)


def read(chosen: dict[str, str]) -> Settings:
    """Reads every setting; raises `ValueError` for one that makes no sense."""
    told = {name: chosen.get(name) or os.environ.get(key, "") for name, key in _ENVIRONMENT.items()}
    devices = _number("devices", told["devices"] or "1")
    if not 1 <= devices <= 1024:
        raise ValueError(f"{NAME}: {devices} devices, expected 1 to 1024")
    priority = _number("priority", told["priority"] or str(_PRIORITY))
    library = Path(told["library"]) if told["library"] else _plugin()
    return Settings(devices, library, priority, told["lapack"] != "0")


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        hint = f"set by configure({name}=…) or ${_ENVIRONMENT[name]}"
        raise ValueError(f"{NAME}: {name} is {text!r}, expected a number; {hint}") from error


def _plugin() -> Path:
    """Of the installed xla-cpu-pjrt; found without importing it."""
    found = importlib.util.find_spec("xla_plugins")
    for folder in found.submodule_search_locations or [] if found else []:
        library = Path(folder) / "xla_cpu_pjrt/xla_cpu_pjrt.so"
        if library.is_file():
            return library
    raise ModuleNotFoundError(f"{NAME}: xla-cpu-pjrt is not installed, and no library was named")
