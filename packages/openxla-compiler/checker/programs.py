"""The programs: their inputs, and what numpy says that they compute. Runs with the numpy that is
being checked."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy


@dataclass(frozen=True)
class Program:
    """A program in `programs/`, with deterministic inputs."""

    shapes: list[tuple[int, ...]]
    reference: Callable[..., numpy.ndarray]
    tolerance: float

    def inputs(self) -> list[numpy.ndarray]:
        random = numpy.random.default_rng(20231027)
        return [random.uniform(-1, 1, shape).astype(numpy.float32) for shape in self.shapes]

    def expected(self) -> numpy.ndarray:
        """Computed in double precision."""
        return self.reference(*[it.astype(numpy.float64) for it in self.inputs()]).astype(
            numpy.float32
        )

    def judge(self, found: numpy.ndarray) -> tuple[bool, str]:
        """Compares with numpy: the largest absolute error, against the tolerance."""
        expected = self.expected()
        if found.shape != expected.shape or found.dtype != expected.dtype:
            return (
                False,
                f"found {found.dtype}{found.shape}, expected {expected.dtype}{expected.shape}",
            )
        errors = numpy.abs(found - expected)
        wrong = int((~(errors <= self.tolerance)).sum())
        words = f"max |error| {float(numpy.max(errors)):.2g}, tolerance {self.tolerance:g}"
        if wrong:
            words = f"{wrong} of {errors.size} numbers are wrong: {words}"
        return wrong == 0, words


# Tolerances: a few units in the last place of the largest value, times the length of the longest
# sum.
PROGRAMS = {
    "elementwise": Program([(257,), (257,)], lambda a, b: (a + b) * b, 1e-6),
    "mask": Program(
        [(8, 8)],
        lambda x: (
            numpy.where(numpy.tri(8, dtype=bool), x, 0)
            + 2 * numpy.where(numpy.arange(64).reshape(8, 8) % 3 == 0, x, 0)
        ),
        1e-6,
    ),
    "matmul": Program([(37, 65), (65, 29)], lambda a, b: a @ b, 1e-5),
    "mlp": Program(
        [(5, 17), (17, 32), (32,), (32, 7), (7,)],
        lambda x, w1, b1, w2, b2: numpy.tanh(numpy.maximum(x @ w1 + b1, 0) @ w2 + b2),
        1e-5,
    ),
}


def write(folder: Path) -> None:
    """Writes every program's inputs and expected output as .npy files, for the command line
    tools."""
    for name, program in PROGRAMS.items():
        for index, value in enumerate(program.inputs()):
            numpy.save(folder / f"{name}.{index}.npy", value)
        numpy.save(folder / f"{name}.expected.npy", program.expected())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
