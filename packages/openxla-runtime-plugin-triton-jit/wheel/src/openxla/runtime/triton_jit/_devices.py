"""The devices that kernels are compiled for, by the names that their makers give them."""

import re
from dataclasses import dataclass

_NVIDIA, _AMD = re.compile(r"sm_(\d{2,3})"), re.compile(r"gfx(\d{1,2})\d[0-9a-f]")
_LAST_AMD_WITH_WIDE_WAVES = 9


@dataclass(frozen=True)
class Device:
    """One architecture: "sm_90" of NVIDIA, "gfx942" of AMD."""

    name: str
    backend: str
    # What Triton calls it: a number for NVIDIA, a name for AMD.
    architecture: int | str
    # Threads that go in step.
    warp: int

    @staticmethod
    def named(name: str) -> "Device":
        """Raises `ValueError` for a name of no known form."""
        if found := _NVIDIA.fullmatch(name):
            return Device(name, "cuda", int(found[1]), 32)
        if found := _AMD.fullmatch(name):
            wide = int(found[1]) <= _LAST_AMD_WITH_WIDE_WAVES
            return Device(name, "hip", name, 64 if wide else 32)
        raise ValueError(f"{name!r} is not a device: expected a name such as sm_90 or gfx942")
