"""Small models with shardings, and what numpy says in double precision that they compute.

`train` is a step of gradient descent of a two-layer network, its gradients written by hand, and an
attention block with a causal mask: the mask is a constant of booleans, which compilers have got
wrong. Runs in the environment that is checked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy

Array = numpy.ndarray
# For each dimension the axis of the mesh that divides it.
Spec = tuple[str | None, ...]
TOLERANCE = 1e-5


@dataclass(frozen=True)
class Model:
    """Arguments, the expected results, and how both are divided among devices."""

    arguments: list[Array]
    expected: list[Array]
    axes: Callable[[int], dict[str, int]]
    arguments_by: list[Spec]
    results_by: list[Spec]

    def parts(self, devices: int) -> list[list[Array]]:
        """What lies on each device."""
        mesh = self.axes(devices)
        return [
            [
                part(it, by, mesh, device)
                for it, by in zip(self.arguments, self.arguments_by, strict=True)
            ]
            for device in range(devices)
        ]

    def judge(self, found: Sequence[Any]) -> str:
        """Compares whole results with numpy's."""
        return f"max |error| {_worst(found, self.expected):.2g}"

    def judge_parts(self, found: Sequence[Sequence[Any]]) -> str:
        """Compares each device's results with its part of numpy's."""
        mesh, worst = self.axes(len(found)), 0.0
        for device, row in enumerate(found):
            pairs = zip(self.expected, self.results_by, strict=True)
            expected = [part(it, by, mesh, device) for it, by in pairs]
            try:
                worst = max(worst, _worst(row, expected))
            except AssertionError as error:
                raise AssertionError(f"device {device} of {len(found)}: {error}") from error
        return f"max |error| {worst:.2g} on {len(found)} devices"


def part(value: Array, by: Spec, mesh: dict[str, int], device: int) -> Array:
    """What lies on one device; devices are numbered with the mesh's last axis the fastest."""
    at = {}
    for axis, size in reversed(mesh.items()):
        device, at[axis] = divmod(device, size)
    for dimension, axis in enumerate(by):
        if axis is not None:
            value = numpy.split(value, mesh[axis], dimension)[at[axis]]
    return value


def _worst(found: Sequence[Any], expected: Sequence[Array]) -> float:
    """The largest error; refuses other shapes, and more than the tolerance anywhere."""
    assert len(found) == len(expected), f"{len(found)} results, expected {len(expected)}"
    worst = 0.0
    for index, (one, other) in enumerate(zip(found, expected, strict=True)):
        one = numpy.asarray(one, numpy.float64)
        assert one.shape == other.shape, f"result {index}: {one.shape}, expected {other.shape}"
        wrong = ~(numpy.abs(one - other) <= TOLERANCE)
        if wrong.any():
            raise AssertionError(f"result {index}: {_difference(one, other, int(wrong.sum()))}")
        worst = max(worst, float(numpy.max(numpy.abs(one - other), initial=0)))
    return worst


def _difference(found: Array, expected: Array, wrong: int) -> str:
    """How far off; of a mask how many ones there are."""
    if set(expected.flat) == {0.0, 1.0}:
        return f"{int(found.sum())} of {int(expected.sum())} ones, {wrong} numbers are wrong"
    worst = float(numpy.nanmax(numpy.abs(found - expected)))
    return f"{wrong} of {expected.size} numbers are wrong by up to {worst:.2g}"


def _random(*shapes: tuple[int, ...]) -> list[Array]:
    random = numpy.random.RandomState(1)
    return [(random.randn(*shape) * 0.3).astype(numpy.float32) for shape in shapes]


def _mlp(arguments: list[Array]) -> Array:
    x, first, second = (it.astype(numpy.float64) for it in arguments)
    return numpy.tanh(x @ first) @ second


def mlp() -> Model:
    """Two matrices, the hidden layer divided: its parts are summed across devices."""
    arguments = _random((8, 16), (16, 32), (32, 16))
    by: list[Spec] = [("x", None), (None, "y"), ("y", None)]
    axes = lambda devices: {"x": devices // 2, "y": 2}  # noqa: E731
    return Model(arguments, [_mlp(arguments)], axes, by, [("x", None)])


def forward() -> Model:
    """The same, only the rows of the input divided: no device needs another."""
    arguments = _random((8, 16), (16, 32), (32, 16))
    by: list[Spec] = [("d", None), (None, None), (None, None)]
    return Model(arguments, [_mlp(arguments)], lambda devices: {"d": devices}, by, [("d", None)])


def train() -> Model:
    """The step and the block; rows of input and labels divided, weights everywhere."""
    square = (16, 16)
    given = _random((16, 32), (32,), (32, 10), (8, 16), square, square, square, square)
    labels = numpy.eye(10, dtype=numpy.float32)[numpy.arange(8)]
    arguments = [*given[:4], labels, *given[4:]]
    wide = [it.astype(numpy.float64) for it in arguments]
    rows: Spec = ("d", None)
    by: list[Spec] = [(), (), (), rows, rows, (), (), (), ()]
    expected = [*_descent(*wide[:5]), _attention(wide[3], *wide[5:])]
    return Model(arguments, expected, lambda devices: {"d": devices}, by, [(), (), (), (), rows])


def _descent(w1: Array, b1: Array, w2: Array, x: Array, y: Array) -> list[Array]:
    """The loss and the weights after one step, by the chain rule."""
    hidden = numpy.tanh(x @ w1 + b1)
    logits = hidden @ w2
    powers = numpy.exp(logits - logits.max(1, keepdims=True))
    likely = powers / powers.sum(1, keepdims=True)
    loss = -(numpy.log(likely) * y).sum(1).mean()
    of_logits = (likely - y) / len(x)
    of_hidden = (of_logits @ w2.T) * (1 - hidden * hidden)
    return [
        numpy.asarray(loss),
        w1 - 0.1 * x.T @ of_hidden,
        b1 - 0.1 * of_hidden.sum(0),
        w2 - 0.1 * hidden.T @ of_logits,
    ]


def _attention(x: Array, wq: Array, wk: Array, wv: Array, wo: Array) -> Array:
    query, key, value = x @ wq, x @ wk, x @ wv
    scores = query @ key.T / numpy.sqrt(query.shape[1])
    scores = numpy.where(numpy.tril(numpy.ones(scores.shape, bool)), scores, -1e9)
    weights = numpy.exp(scores - scores.max(1, keepdims=True))
    weights /= weights.sum(1, keepdims=True)
    z = (weights @ value) @ wo + x
    z = (z - z.mean(-1, keepdims=True)) / numpy.sqrt(z.var(-1, keepdims=True) + 1e-5)
    return 0.5 * z * (1 + numpy.tanh(numpy.sqrt(2 / numpy.pi) * (z + 0.044715 * z**3)))


def mask() -> Model:
    """Two constants of booleans, and nothing else that could go wrong: 36 and 22 ones of 64."""
    by: list[Spec] = [(None, None)]
    expected = [it.astype(numpy.float64) for it in _masks()]
    ones = [numpy.ones((8, 8), numpy.float32)]
    return Model(ones, expected, lambda devices: {"d": devices}, by, by * 2)


def _masks() -> tuple[Array, Array]:
    return numpy.tril(numpy.ones((8, 8), bool)), numpy.arange(64).reshape(8, 8) % 3 == 0


def masked(x: Any) -> tuple[Any, ...]:
    """`mask` as JAX is given it."""
    import jax.numpy as jnp

    return tuple(jnp.where(it, x, numpy.float32(0)) for it in _masks())


def step(*arguments: Any) -> tuple[Any, ...]:
    """`train` as JAX is given it: gradients by differentiation."""
    import jax
    import jax.numpy as jnp

    w1, b1, w2, x, y, wq, wk, wv, wo = arguments

    def loss(w1: Any, b1: Any, w2: Any) -> Any:
        logits = jnp.tanh(x @ w1 + b1) @ w2
        return -jnp.mean(jnp.sum(jax.nn.log_softmax(logits) * y, axis=1))

    value, by = jax.value_and_grad(loss, argnums=(0, 1, 2))(w1, b1, w2)
    query, key = x @ wq, x @ wk
    scores = query @ key.T / numpy.float32(numpy.sqrt(query.shape[1]))
    scores = jnp.where(numpy.tril(numpy.ones(scores.shape, bool)), scores, -1e9)
    z = jax.nn.softmax(scores) @ (x @ wv) @ wo + x
    mean, variance = z.mean(-1, keepdims=True), z.var(-1, keepdims=True)
    z = (z - mean) * jax.lax.rsqrt(variance + 1e-5)
    return value, w1 - 0.1 * by[0], b1 - 0.1 * by[1], w2 - 0.1 * by[2], jax.nn.gelu(z)


MODELS: dict[str, Callable[[], Model]] = {
    "forward": forward,
    "mask": mask,
    "mlp": mlp,
    "train": train,
}
IN_JAX: dict[str, Callable[..., Any]] = {"mask": masked, "train": step}
