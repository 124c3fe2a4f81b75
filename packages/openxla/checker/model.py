"""One JAX model, by the CPU plugin and by openxla.compiler on IREE's runtime, in one process:
python -m checker.model."""

import os

import numpy

from kit import models
from kit.process import tell


def main() -> str:
    os.environ["JAX_PLATFORMS"] = "openxla_cpu"
    import jax
    from iree import runtime
    from jax import export

    from openxla import compiler

    it, traced = models.train(), jax.jit(models.step)
    by_jax = it.judge(traced(*it.arguments))
    shapes = [jax.ShapeDtypeStruct(value.shape, value.dtype) for value in it.arguments]
    portable = export.export(traced, platforms=["cpu"])(*shapes).mlir_module_serialized
    flags = ["--iree-llvmcpu-target-cpu=generic"]
    module = compiler.compile_str(portable, target_backends=["llvm-cpu"], extra_args=flags)
    results = runtime.load_vm_flatbuffer(module, driver="local-task").main(*it.arguments)
    by_iree = it.judge([numpy.asarray(one.to_host()) for one in results])
    return f"on the plugin {by_jax}; by openxla.compiler {by_iree}"


if __name__ == "__main__":
    tell(main)
