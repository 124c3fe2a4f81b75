"""Partitions by jaxlib's own CPU client, and reads the module as it is after XLA's partitioner.

It uses what jaxlib keeps to itself, which is why a release names jax and jaxlib exactly.
"""

import re
import tempfile
from pathlib import Path
from typing import Any

from . import _hlo

_AXES = re.compile(r'"([^"]+)"=(\d+)')
_FOREIGN = ("mhlo.", "sdy.", "xla.", "jax.")


def partition(stablehlo: bytes, devices: int, dumps: Path, *, ids: str, shardy: bool) -> str:
    """`_partition.environment` must have been set, before jax was imported in this process."""
    _compile(stablehlo, devices, shardy)
    found = sorted(dumps.glob("*after_spmd-partitioning*.pb"))
    if len(found) != 1:
        raise RuntimeError(f"XLA dumped {len(found)} partitioned modules, expected one")
    text = _stablehlo(_hlo.module_of_dump(found[0].read_bytes()))
    return (
        text.replace("stablehlo.partition_id", "stablehlo.replica_id") if ids == "replica" else text
    )


def dumps() -> tempfile.TemporaryDirectory[str]:
    """Where XLA writes; deleted with the object."""
    return tempfile.TemporaryDirectory(prefix="openxla-optimizer-dump-")


def _compile(stablehlo: bytes, devices: int, shardy: bool) -> None:
    import jax
    import numpy
    from jax._src.lib import xla_client

    found = jax.devices()
    if len(found) != devices:
        raise RuntimeError(f"jaxlib has {len(found)} devices, expected {devices}")
    options = xla_client.CompileOptions()
    assignment = xla_client.DeviceAssignment.create(numpy.arange(devices).reshape(1, devices))
    for it in (options, options.executable_build_options):
        it.num_replicas, it.num_partitions, it.device_assignment = 1, devices, assignment
    options.executable_build_options.use_spmd_partitioning = True
    options.executable_build_options.use_shardy_partitioner = shardy
    found[0].client.compile_and_load(stablehlo, xla_client.DeviceList(tuple(found)), options)


def _stablehlo(module: bytes) -> str:
    from jax._src.interpreters import mlir
    from jaxlib import _jax
    from jaxlib.mlir import ir

    with mlir.make_ir_context():
        parsed = ir.Module.parse(_jax.mlir.hlo_to_stablehlo(module))
        _dense_groups(parsed)
        _strip(parsed)
        parsed.operation.verify()
        return str(parsed)


def _dense_groups(module: Any) -> None:
    """Newer jaxlibs write the groups of a collective by a mesh's axes; others want numbers."""
    from jaxlib.mlir import ir, passmanager
    from jaxlib.mlir.dialects import stablehlo

    meshes = [it for it in module.body.operations if it.operation.name == "sdy.mesh"]
    for mesh in meshes:
        axes = _AXES.findall(str(mesh).split("@", 1)[1])
        text = ", ".join(f'{{name = "{name}", size = {size} : i64}}' for name, size in axes)
        mesh.operation.attributes["stablehlo.mesh"] = ir.Attribute.parse(f"{{axes = [{text}]}}")
    if not hasattr(stablehlo, "register_stablehlo_passes"):
        return
    stablehlo.register_stablehlo_passes()
    try:
        passes = passmanager.PassManager.parse(
            "builtin.module(stablehlo-compatibility-expander{target=1.0.0})"
        )
    except ValueError:
        return  # a jaxlib without this pass never writes axes
    passes.run(module.operation)


def _strip(operation: Any) -> None:
    """Without what only XLA and JAX understand: shardings, meshes and hints."""
    it = operation.operation
    for name in _names(it.attributes):
        is_of_arguments = it.name == "func.func" and name in ("arg_attrs", "res_attrs")
        if name.startswith(_FOREIGN) or is_of_arguments:
            del it.attributes[name]
    for region in it.regions:
        for block in region.blocks:
            for inner in list(block.operations):
                if inner.operation.name == "sdy.mesh":
                    inner.operation.erase()
                else:
                    _strip(inner)


def _names(attributes: Any) -> list[str]:
    """Older bindings give named attributes, newer ones names."""
    return [getattr(it, "name", it) for it in attributes]
