"""Programs that the checks compile and run, with what they must answer."""

import math
from collections.abc import Callable
from dataclasses import dataclass

Vector = list[float]
TOLERANCE = 1e-5
#: Long enough for two threads to have something to do; negative numbers for signs to matter.
A: Vector = [(i % 23) / 4 - 2.5 for i in range(256)]
B: Vector = [(i % 17) / 8 - 1.0 for i in range(256)]


@dataclass(frozen=True)
class Program:
    """A text of two arguments, and its meaning."""

    text: str
    expected: Callable[[Vector, Vector], Vector]
    plugins: tuple[str, ...] = ()


def _text(*lines: str) -> str:
    return "\n".join(["func @main 2", *lines, f"return %{1 + len(lines)}", ""])


def _each(function: Callable[[float, float], float]) -> Callable[[Vector, Vector], Vector]:
    return lambda a, b: [function(x, y) for x, y in zip(a, b, strict=True)]


def _quantized(value: float) -> float:
    scaled = math.copysign(math.floor(abs(value * 16) + 0.5), value)
    return max(-128.0, min(127.0, scaled)) / 16


def _softmax(a: Vector, _: Vector) -> Vector:
    powers = [math.exp(x - max(a)) for x in a]
    return [it / sum(powers) for it in powers]


def _dot(a: Vector, b: Vector) -> Vector:
    return [sum(x * y for x, y in zip(a, b, strict=True))] * len(a)


PROGRAMS = {
    "elementwise": Program(
        _text("%2 = mul %0 %1", '%3 = const "1.5"', "%4 = max %2 %3", "%5 = sub %4 %0"),
        _each(lambda x, y: max(x * y, 1.5) - x),
    ),
    "quantized": Program(
        _text("%2 = sub %0 %1", "%3 = quantize %2"), _each(lambda x, y: _quantized(x - y))
    ),
    # The annotation is the optimizer's to lower: without it this does not compile.
    "sharded": Program(
        _text("%2 = mul %0 %1", "%3 = shard %2", "%4 = sub %3 %1", "%5 = shard %4"),
        _each(lambda x, y: x * y - y),
    ),
    "dot": Program(_text("%2 = cublas.dot %0 %1"), _dot, ("cublas",)),
    "scaled": Program(
        _text('%2 = cublas.scal %0 "2.5"', "%3 = add %2 %1"),
        _each(lambda x, y: 2.5 * x + y),
        ("cublas",),
    ),
    "relu": Program(_text("%2 = cudnn.relu %0"), _each(lambda x, _: max(x, 0.0)), ("cudnn",)),
    "softmax": Program(_text("%2 = cudnn.softmax %0"), _softmax, ("cudnn",)),
    "kernel": Program(
        _text('%2 = triton.call %0 "0.5 * x * x + 1"', "%3 = mul %2 %1"),
        _each(lambda x, y: (0.5 * x * x + 1) * y),
        ("triton-jit",),
    ),
}


def difference(found: Vector, expected: Vector) -> float:
    """The greatest distance of two results, in units of the expected size."""
    if len(found) != len(expected):
        return math.inf
    scale = max(1.0, *(abs(it) for it in expected))
    distances = [abs(x - y) / scale for x, y in zip(found, expected, strict=True)]
    return math.inf if any(math.isnan(it) for it in distances) else max(distances)
