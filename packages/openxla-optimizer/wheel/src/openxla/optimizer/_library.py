"""The C library by ctypes.

`openxla_optimizer.h`, whose folder `header()` names, says what each function does.
"""

import ctypes
import importlib.util
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from . import _hlo
from ._abi import Array, Functions, Option, Options

_HERE = Path(__file__).parent
_TYPES = {
    "bool": 1, "int8": 2, "int16": 3, "int32": 4, "int64": 5, "uint8": 6, "uint16": 7,
    "uint32": 8, "uint64": 9, "float16": 10, "float32": 11, "float64": 12, "bfloat16": 13,
}  # fmt: skip
_NAMES = {number: name for name, number in _TYPES.items()}

Results = list[list[Any]]
"""The results of every device, as numpy arrays."""


def header() -> Path:
    """The folder of `openxla_optimizer.h`, for a C compiler's -I."""
    return _HERE / "include"


def library() -> Path:
    """The shared library, for a linker or `dlopen`."""
    return _HERE / "lib/libOpenXLAOptimizer.so"


def tool() -> Path:
    """The command `openxla-optimize`."""
    return _HERE / "bin/openxla-optimize"


class Optimizer:
    """A PJRT plugin and a client of it. Close it, or use it with `with`; its programs end with it.

    `plugin` is the path of its shared library, by default that of the installed xla-cpu-pjrt;
    `options` are the client's, such as `cpu_device_count=4`.
    """

    def __init__(self, plugin: str | Path | None = None, **options: int | str) -> None:
        self._library = Functions(library())
        self._programs: list[Program] = []
        # Devices wait for each other: two runs could each have some of them.
        self._running = threading.Lock()
        self._handle = ctypes.c_void_p()
        given = (Option * len(options))(*(_option(name, value) for name, value in options.items()))
        path = str(plugin or _cpu_plugin()).encode()
        self._library.check(
            self._library.open(path, given, len(options), ctypes.byref(self._handle))
        )

    @property
    def pjrt_version(self) -> tuple[int, int]:
        """The version of PJRT's C API that the plugin speaks."""
        return self._library.pjrt_major(self._handle), self._library.pjrt_minor(self._handle)

    @property
    def platform(self) -> str:
        return str(self._library.platform(self._handle).decode())

    @property
    def num_devices(self) -> int:
        return int(self._library.num_devices(self._handle))

    def partition(self, stablehlo: str | bytes, devices: int, *, shardy: bool = True) -> "Program":
        """Divides a StableHLO module, as text or portable artifact, and optimizes it."""
        code = stablehlo.encode() if isinstance(stablehlo, str) else stablehlo
        options = Options(ctypes.sizeof(Options), devices, shardy)
        made = ctypes.c_void_p()
        status = self._library.partition(
            self._handle, code, len(code), ctypes.byref(options), ctypes.byref(made)
        )
        self._library.check(status)
        program = Program(self._library, made, self._running)
        self._programs.append(program)
        return program

    def close(self) -> None:
        """Frees the client and its programs; the plugin stays loaded."""
        for program in self._programs:
            program.free()
        self._programs.clear()
        self._library.close(self._handle)
        self._handle = ctypes.c_void_p()

    def __enter__(self) -> "Optimizer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Program:
    """A program that every device runs on its own part of the data, optimized by the plugin."""

    def __init__(
        self, functions: Functions, handle: ctypes.c_void_p, running: threading.Lock
    ) -> None:
        self._library, self._handle, self._running = functions, handle, running
        size = ctypes.c_size_t()
        code = functions.program_code(handle, ctypes.byref(size))
        self.code = ctypes.string_at(code, size.value)
        """What the plugin gave, serialized."""
        self.format = functions.program_format(handle).decode()
        """"hlo" or "hlo_with_config"."""
        self.num_devices = int(functions.program_num_devices(handle))
        self.num_results = int(functions.program_num_results(handle))

    @property
    def hlo(self) -> bytes:
        """The xla.HloModuleProto in `code`."""
        return _hlo.module(self.code, self.format)

    def operations(self) -> Counter[str]:
        """How often each HLO operation is in the program, such as "all-reduce"."""
        return _hlo.operations(self.hlo)

    def run(self, arguments: Sequence[Sequence[Any]]) -> Results:
        """Runs it once; `arguments` has each device's own arrays, in partitions' order."""
        import numpy

        if not self._handle:
            raise ValueError("the program is freed")
        widths = {len(row) for row in arguments}
        if len(arguments) != self.num_devices or len(widths) != 1:
            found = [len(row) for row in arguments]
            raise ValueError(f"expected {self.num_devices} rows of equal length, found {found}")
        kept = [numpy.ascontiguousarray(value) for row in arguments for value in row]
        given = (Array * len(kept))(*(_array(value) for value in kept))
        made = ctypes.c_void_p()
        with self._running:
            status = self._library.run(self._handle, given, widths.pop(), ctypes.byref(made))
        self._library.check(status)
        try:
            return [list(self._row(made, device)) for device in range(self.num_devices)]
        finally:
            self._library.results_free(made)

    def _row(self, results: ctypes.c_void_p, device: int) -> Iterator[Any]:
        import numpy

        for index in range(self.num_results):
            array = self._library.result(results, device, index)
            name = _NAMES.get(array.type)
            if name is None or name == "bfloat16":
                raise NotImplementedError(f"result {index} has PJRT's element type {array.type}")
            data = ctypes.string_at(array.data, array.size)
            yield numpy.frombuffer(data, name).reshape(array.dims[: array.num_dims]).copy()

    def free(self) -> None:
        """What was read of it stays; it cannot be run any more."""
        self._library.program_free(self._handle)
        self._handle = ctypes.c_void_p()


def _option(name: str, value: int | str) -> Option:
    text = value.encode() if isinstance(value, str) else None
    return Option(
        ctypes.sizeof(Option), name.encode(), text, 0 if isinstance(value, str) else value
    )


def _array(value: Any) -> Array:
    """Of a contiguous numpy array, which must outlive it."""
    if str(value.dtype) not in _TYPES:
        raise TypeError(f"{value.dtype} cannot be passed; {sorted(_TYPES)} can")
    dims = (ctypes.c_int64 * value.ndim)(*value.shape)
    return Array(value.ctypes.data, value.nbytes, _TYPES[str(value.dtype)], dims, value.ndim)


def _cpu_plugin() -> Path:
    spec = (
        importlib.util.find_spec("xla_plugins.xla_cpu_pjrt")
        if importlib.util.find_spec("xla_plugins")
        else None
    )
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("no plugin was named, and xla-cpu-pjrt is not installed")
    return Path(spec.origin).parent / "xla_cpu_pjrt.so"
