"""Runs JAX on the machine's GPU by this plugin, and compares with numpy: python -m
jax_plugins.openxla_cuda.gpu. It needs the rest of CUDA: jax-cuda12-plugin[with-cuda]."""

import os
import sys
from typing import Any

from jax_plugins.openxla_cuda import _gpu

# Products by cuBLAS and not by kernels of XLA's own, and in single precision.
_FLAGS = "--xla_gpu_enable_triton_gemm=false"


def _jax() -> tuple[Any, Any]:
    """JAX, on the GPU and nowhere else."""
    os.environ["JAX_PLATFORMS"] = "cuda"
    os.environ["XLA_FLAGS"] = f"{os.environ.get('XLA_FLAGS', '')} {_FLAGS}".strip()
    import jax
    import numpy

    jax.config.update("jax_default_matmul_precision", "highest")
    return jax, numpy


def _compared(found: Any, expected: Any) -> str:
    import numpy

    wide = numpy.asarray(found, numpy.float64)
    return _gpu.compared(wide.ravel().tolist(), expected.ravel().tolist(), 1e-3)


def _calls(compiled: Any, library: str) -> None:
    assert library in compiled.as_text(), f"the program does not call {library}"


def matmul(_: _gpu.GPU) -> str:
    """A product by cuBLAS."""
    jax, numpy = _jax()
    a, b = numpy.random.RandomState(1).randn(2, 256, 256).astype(numpy.float32)
    compiled = jax.jit(lambda x, y: x @ y).lower(a, b).compile()
    _calls(compiled, "cublas")
    return _compared(compiled(a, b), a.astype(numpy.float64) @ b.astype(numpy.float64))


def convolution(_: _gpu.GPU) -> str:
    """A convolution by cuDNN: a sum over shifted images."""
    jax, numpy = _jax()
    random = numpy.random.RandomState(2)
    image = random.randn(4, 18, 18, 16).astype(numpy.float32)
    kernel = (random.randn(3, 3, 16, 16) * 0.1).astype(numpy.float32)
    form = ("NHWC", "HWIO", "NHWC")
    function = jax.jit(
        lambda x, k: jax.lax.conv_general_dilated(x, k, (1, 1), "VALID", dimension_numbers=form)
    )
    compiled = function.lower(image, kernel).compile()
    _calls(compiled, "cudnn")
    wide = image.astype(numpy.float64)
    expected = sum(
        wide[:, row : row + 16, column : column + 16] @ kernel[row, column].astype(numpy.float64)
        for row in range(3)
        for column in range(3)
    )
    return _compared(compiled(image, kernel), expected)


def gradient(_: _gpu.GPU) -> str:
    """The gradient of a small network, by the chain rule."""
    jax, numpy = _jax()
    random = numpy.random.RandomState(3)
    x, w = (random.randn(*it).astype(numpy.float32) * 0.3 for it in ((16, 32), (32, 8)))
    found = jax.jit(jax.grad(lambda w: jax.numpy.mean(jax.numpy.tanh(x @ w) ** 2)))(w)
    wide = x.astype(numpy.float64)
    y = numpy.tanh(wide @ w.astype(numpy.float64))
    return _compared(found, wide.T @ (2 * y * (1 - y * y) / y.size))


if __name__ == "__main__":
    checks = {"matmul": matmul, "convolution": convolution, "gradient": gradient}
    sys.exit(_gpu.run(checks))
