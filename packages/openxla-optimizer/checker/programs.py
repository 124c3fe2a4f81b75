"""Writes the programs as StableHLO with Shardy's shardings: python -m checker.programs FOLDER.

`forward` and `mlp` are written here, `train` by JAX. Runs in the environment that is checked.
"""

import sys
from pathlib import Path

import numpy

from kit import models

DEVICES = (2, 4)
_MLP = """module @mlp {
  sdy.mesh @mesh = <[%MESH%]>
  func.func public @main(
      %x: tensor<8x16xf32> {sdy.sharding = #sdy.sharding<@mesh, %0%>},
      %w1: tensor<16x32xf32> {sdy.sharding = #sdy.sharding<@mesh, %1%>},
      %w2: tensor<32x16xf32> {sdy.sharding = #sdy.sharding<@mesh, %2%>})
      -> (tensor<8x16xf32> {sdy.sharding = #sdy.sharding<@mesh, %R%>}) {
    %h = stablehlo.dot_general %x, %w1, contracting_dims = [1] x [0]
      : (tensor<8x16xf32>, tensor<16x32xf32>) -> tensor<8x32xf32>
    %t = stablehlo.tanh %h : tensor<8x32xf32>
    %y = stablehlo.dot_general %t, %w2, contracting_dims = [1] x [0]
      : (tensor<8x32xf32>, tensor<32x16xf32>) -> tensor<8x16xf32>
    return %y : tensor<8x16xf32>
  }
}
"""


def written(model: models.Model, devices: int) -> str:
    """The network, by hand."""
    mesh = ", ".join(f'"{axis}"={size}' for axis, size in model.axes(devices).items())
    text = _MLP.replace("%MESH%", mesh).replace("%R%", _sharding(model.results_by[0]))
    for index, by in enumerate(model.arguments_by):
        text = text.replace(f"%{index}%", _sharding(by))
    return text


def _sharding(by: models.Spec) -> str:
    return "[" + ", ".join("{}" if axis is None else f'{{"{axis}"}}' for axis in by) + "]"


def lowered(model: models.Model, devices: int) -> str:
    """The step, by JAX on as many CPU devices."""
    import jax
    from jax.sharding import Mesh, NamedSharding, PartitionSpec

    if hasattr(jax.config, "jax_use_shardy_partitioner"):
        jax.config.update("jax_use_shardy_partitioner", True)
    axes = model.axes(devices)
    found = numpy.array(jax.devices()[:devices]).reshape(*axes.values())
    mesh = Mesh(found, tuple(axes))
    named = [NamedSharding(mesh, PartitionSpec(*by)) for by in model.arguments_by]
    results = tuple(NamedSharding(mesh, PartitionSpec(*by)) for by in model.results_by)
    step = jax.jit(models.step, in_shardings=tuple(named), out_shardings=results)
    return str(step.lower(*model.arguments).as_text())


def main() -> None:
    folder = Path(sys.argv[1])
    for devices in DEVICES:
        for name in ("forward", "mlp", "train"):
            make = lowered if name == "train" else written
            text = make(models.MODELS[name](), devices)
            (folder / f"{name}.{devices}.mlir").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
