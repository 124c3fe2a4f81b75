"""Two kernels as users write them: one that needs reductions, one that needs matrix units."""

import triton
import triton.language as tl


@triton.jit
def softmax(to, x, stride, n, BLOCK: tl.constexpr):  # noqa: ANN001, ANN201, N803
    row = tl.program_id(0)
    at = tl.arange(0, BLOCK)
    values = tl.load(x + row * stride + at, mask=at < n, other=-float("inf"))
    powers = tl.exp(values - tl.max(values, axis=0))
    tl.store(to + row * stride + at, powers / tl.sum(powers, axis=0), mask=at < n)


@triton.jit
def matmul(a, b, to, n, k, M: tl.constexpr, N: tl.constexpr, K: tl.constexpr):  # noqa: ANN001, ANN201, N803
    rows = tl.program_id(0) * M + tl.arange(0, M)
    columns = tl.program_id(1) * N + tl.arange(0, N)
    inner = tl.arange(0, K)
    total = tl.zeros((M, N), dtype=tl.float32)
    for start in range(0, k, K):
        x = tl.load(a + rows[:, None] * k + (start + inner)[None, :])
        y = tl.load(b + (start + inner)[:, None] * n + columns[None, :])
        total = tl.dot(x, y, total)
    tl.store(to + rows[:, None] * n + columns[None, :], total)


ARGUMENTS = {
    "softmax": {
        "signature": {"to": "*fp32", "x": "*fp32", "stride": "i32", "n": "i32"},
        "constants": {"BLOCK": 1024},
    },
    "matmul": {
        "signature": {"a": "*fp16", "b": "*fp16", "to": "*fp32", "n": "i32", "k": "i32"},
        "constants": {"M": 64, "N": 64, "K": 32},
    },
}
