"""Runs what this compiler makes for CUDA on the machine's GPU, by IREE's runtime, and compares with
numpy: python -m openxla.compiler.gpu. It needs iree-base-runtime."""

import sys
from functools import partial

from openxla.compiler import _gpu

# predict(x, w, v) = tanh(x·w)·v
_PROGRAM = """
func.func @predict(%x: tensor<32x64xf32>, %w: tensor<64x48xf32>, %v: tensor<48x16xf32>)
    -> tensor<32x16xf32> {
  %a = stablehlo.dot_general %x, %w, contracting_dims = [1] x [0]
      : (tensor<32x64xf32>, tensor<64x48xf32>) -> tensor<32x48xf32>
  %b = stablehlo.tanh %a : tensor<32x48xf32>
  %c = stablehlo.dot_general %b, %v, contracting_dims = [1] x [0]
      : (tensor<32x48xf32>, tensor<48x16xf32>) -> tensor<32x16xf32>
  return %c : tensor<32x16xf32>
}
"""
_SHAPES = ((32, 64), (64, 48), (48, 16))
# Compute capabilities that are compiled for; a GPU runs what is for an earlier one.
_TARGETS = ((8, 0), (9, 0))


def _run(target: tuple[int, int], gpu: _gpu.GPU) -> str:
    import numpy
    from iree import runtime

    from openxla import compiler

    if gpu.capability < target:
        return f"not run: {gpu.architecture} is older"
    flags = [f"--iree-cuda-target=sm_{target[0]}{target[1]}"]
    try:
        module = compiler.compile_str(_PROGRAM, target_backends=["cuda"], extra_args=flags)
    except compiler.CompilerToolError as error:
        # IREE 3.9 to 3.13 list no newer one than sm_89; what is for sm_80 runs on newer GPUs.
        if target == _TARGETS[0] or "missing GPU target" not in str(error):
            raise
        return "not run: this compiler has no such target"
    random = numpy.random.default_rng(7)
    given = [random.uniform(-1, 1, it).astype(numpy.float32) for it in _SHAPES]
    found = runtime.load_vm_flatbuffer(module, driver="cuda").predict(*given).to_host()
    x, w, v = (it.astype(numpy.float64) for it in given)
    expected = numpy.tanh(x @ w) @ v
    return _gpu.compared(numpy.ravel(found).tolist(), expected.ravel().tolist(), 1e-4)


CHECKS = {f"sm_{major}{minor}": partial(_run, (major, minor)) for major, minor in _TARGETS}

if __name__ == "__main__":
    sys.exit(_gpu.run(CHECKS))
