"""A check on a GPU, on a machine that has none, and on one that is made up."""

import contextlib
import ctypes
import io
import unittest
from typing import Any
from unittest import mock

from kit import gpu


class Driver:
    """A driver with one H100, whose memory is this process's."""

    def __init__(self, devices: int = 1) -> None:
        self.devices = devices
        self.kept: list[Any] = []

    def cuInit(self, flags: int) -> int:  # noqa: N802
        return 0

    def cuDeviceGetCount(self, count: Any) -> int:  # noqa: N802
        count._obj.value = self.devices
        return 0

    def cuDeviceGet(self, device: Any, number: int) -> int:  # noqa: N802
        device._obj.value = number
        return 0

    def cuDeviceGetName(self, name: Any, size: int, device: Any) -> int:  # noqa: N802
        name.value = b"NVIDIA H100"
        return 0

    def cuDeviceGetAttribute(self, value: Any, attribute: int, device: Any) -> int:  # noqa: N802
        value._obj.value = {75: 9, 76: 0}[attribute]
        return 0

    def cuDevicePrimaryCtxRetain(self, context: Any, device: int) -> int:  # noqa: N802
        return 0

    def cuCtxSetCurrent(self, context: Any) -> int:  # noqa: N802
        return 0

    def cuCtxSynchronize(self) -> int:  # noqa: N802
        return 0

    def cuMemAlloc_v2(self, place: Any, size: Any) -> int:  # noqa: N802
        self.kept.append(ctypes.create_string_buffer(size.value))
        place._obj.value = ctypes.addressof(self.kept[-1])
        return 0

    def cuMemcpyHtoD_v2(self, to: Any, source: Any, size: Any) -> int:  # noqa: N802
        ctypes.memmove(to, source, size.value)
        return 0

    def cuMemcpyDtoH_v2(self, to: Any, source: Any, size: Any) -> int:  # noqa: N802
        ctypes.memmove(to, source, size.value)
        return 0


def run(driver: Any, *found: float) -> tuple[int, str]:
    """A check that puts three numbers on the device and is told others, by this driver."""

    def check(it: gpu.GPU) -> str:
        memory = gpu.Memory()
        place = memory.put([1, 2, 3])
        return f"{it.architecture}: {gpu.compared(memory.get(place, 3), found, 1e-6)}"

    text = io.StringIO()
    with (
        contextlib.redirect_stdout(text),
        contextlib.redirect_stderr(io.StringIO()),
        mock.patch.object(ctypes, "CDLL", side_effect=driver),
    ):
        return gpu.run({"memory": check}), text.getvalue()


class Checks(unittest.TestCase):
    def test_without_a_driver_or_a_device_nothing_was_run(self) -> None:
        self.assertEqual(
            run(OSError("libcuda.so.1: no such file")),
            (75, "no GPU here: not run (no driver: libcuda.so.1: no such file)\n"),
        )
        without = Driver(0)
        self.assertEqual(
            run(lambda _: without), (75, "no GPU here: not run (the driver has no device)\n")
        )

    def test_right_numbers_are_green_and_wrong_ones_red_with_how_many(self) -> None:
        it = Driver()
        self.assertEqual(
            run(lambda _: it, 1, 2, 3),
            (0, "NVIDIA H100, sm_90\ngreen  memory: sm_90: 3 numbers, max |error| 0\n"),
        )
        code, text = run(lambda _: it, 1, 2.5, 4)
        self.assertEqual(code, 1)
        self.assertIn("red    memory: AssertionError: 2 of 3 numbers are wrong by up to 1", text)

    def test_what_is_not_a_number_is_wrong(self) -> None:
        with self.assertRaisesRegex(AssertionError, "1 of 1 numbers are wrong"):
            gpu.compared([float("nan")], [0], 1)


if __name__ == "__main__":
    unittest.main()
