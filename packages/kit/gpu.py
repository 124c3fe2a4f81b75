"""NVIDIA's driver, as far as a check needs it: which GPUs this machine has, and how a check that
needs one ends where there is none.

https://docs.nvidia.com/cuda/cuda-driver-api/
"""

import ctypes
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass

# Could not judge, as in docs/recipes.md.
UNJUDGED = 75
# CUdevice_attribute: compute capability, major and minor.
_MAJOR, _MINOR = 75, 76


class NoGPU(RuntimeError):
    """There is no GPU that a program can use; the text says what was found instead."""


@dataclass(frozen=True)
class GPU:
    """One device of the driver."""

    name: str
    capability: tuple[int, int]

    @property
    def architecture(self) -> str:
        return f"sm_{self.capability[0]}{self.capability[1]}"


def found() -> list[GPU]:
    """The GPUs of this machine, at least one; raises `NoGPU`."""
    try:
        driver = ctypes.CDLL("libcuda.so.1")
    except OSError as error:
        raise NoGPU(f"no driver: {error}") from error
    count = ctypes.c_int()
    for call in (lambda: driver.cuInit(0), lambda: driver.cuDeviceGetCount(ctypes.byref(count))):
        if status := call():
            raise NoGPU(f"the driver answers with error {status}")
    if not count.value:
        raise NoGPU("the driver has no device")
    return [_described(driver, number) for number in range(count.value)]


def _described(driver: ctypes.CDLL, number: int) -> GPU:
    device, name = ctypes.c_int(), ctypes.create_string_buffer(256)
    driver.cuDeviceGet(ctypes.byref(device), number)
    driver.cuDeviceGetName(name, len(name), device)
    capability = []
    for attribute in (_MAJOR, _MINOR):
        value = ctypes.c_int()
        driver.cuDeviceGetAttribute(ctypes.byref(value), attribute, device)
        capability.append(value.value)
    return GPU(name.value.decode(), (capability[0], capability[1]))


def run(checks: Mapping[str, Callable[[GPU], str]]) -> int:
    """Runs each check on the first GPU, and prints a line of what it says; the exit code of a
    check, which is "could not judge" where there is no GPU."""
    try:
        gpu = found()[0]
    except NoGPU as error:
        print(f"no GPU here: not run ({error})")
        return UNJUDGED
    print(f"{gpu.name}, {gpu.architecture}", flush=True)
    return 1 if sum(not _is_green(name, check, gpu) for name, check in checks.items()) else 0


def _is_green(name: str, check: Callable[[GPU], str], gpu: GPU) -> bool:
    try:
        words = check(gpu)
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        print(f"red    {name}: {type(error).__name__}: {' '.join(str(error).split())[:500]}")
        return False
    print(f"green  {name}: {words}", flush=True)
    return True
