"""NVIDIA's driver, as far as a check needs it: which GPUs this machine has, and how a check that
needs one ends where there is none.

https://docs.nvidia.com/cuda/cuda-driver-api/
"""

import ctypes
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Could not judge, as in docs/recipes.md.
UNJUDGED = 75
# CUdevice_attribute: compute capability, major and minor.
_MAJOR, _MINOR = 75, 76


class NoGPU(RuntimeError):
    """Programs cannot use a GPU here; the text says what was found instead."""


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


class Memory:
    """Memory of the first GPU, of single precision, for as long as the process lives."""

    def __init__(self) -> None:
        self.driver, context = ctypes.CDLL("libcuda.so.1"), ctypes.c_void_p()
        self.call("cuInit", 0)
        self.call("cuDevicePrimaryCtxRetain", ctypes.byref(context), 0)
        self.call("cuCtxSetCurrent", context)

    def call(self, name: str, *arguments: Any) -> None:
        """A function of the driver, which must not fail."""
        status = getattr(self.driver, name)(*arguments)
        assert status == 0, f"{name}: error {status}"

    def put(self, values: Sequence[float]) -> ctypes.c_void_p:
        """The numbers on the device."""
        host, place = (ctypes.c_float * len(values))(*values), ctypes.c_void_p()
        size = ctypes.c_size_t(ctypes.sizeof(host))
        self.call("cuMemAlloc_v2", ctypes.byref(place), size)
        self.call("cuMemcpyHtoD_v2", place, host, size)
        return place

    def get(self, place: ctypes.c_void_p, count: int) -> list[float]:
        """The numbers back, when all that was started is done."""
        host = (ctypes.c_float * count)()
        self.call("cuCtxSynchronize")
        self.call("cuMemcpyDtoH_v2", host, place, ctypes.c_size_t(ctypes.sizeof(host)))
        return list(host)


def compared(found: Sequence[float], expected: Sequence[float], tolerance: float) -> str:
    """How far numbers are from what they must be; refuses any beyond the tolerance."""
    errors = [abs(one - other) for one, other in zip(found, expected, strict=True)]
    wrong = sum(not it <= tolerance for it in errors)
    assert not wrong, f"{wrong} of {len(errors)} numbers are wrong by up to {max(errors):.2g}"
    return f"{len(errors)} numbers, max |error| {max(errors):.2g}"


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
    check, which is "could not judge" on a machine without a GPU."""
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
