"""Runs a partitioned StableHLO module on jaxlib's CPU devices, each a replica, and compares with
numpy.

python -m checker.replicas PROGRAM DEVICES FILE.mlir [wrong]

With `wrong` the numbers must differ: a module whose devices know themselves by partition_id has,
as replicas, all devices believe that they are the first.
"""

import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy

from checker.library import collectives
from kit import models
from kit.process import tell


def run(text: str, model: models.Model, devices: int) -> list[list[Any]]:
    """Every device's results."""
    os.environ["JAX_PLATFORMS"] = "cpu"
    os.environ["XLA_FLAGS"] = f"--xla_force_host_platform_device_count={devices}"
    import jax
    from jax._src.lib import xla_client
    from jax.sharding import Mesh, NamedSharding, PartitionSpec

    found = jax.devices()
    options = xla_client.CompileOptions()
    assignment = xla_client.DeviceAssignment.create(numpy.arange(devices).reshape(devices, 1))
    options.num_replicas, options.num_partitions = devices, 1
    options.executable_build_options.num_replicas = devices
    options.device_assignment = assignment
    client = found[0].client
    executable = client.compile_and_load(text, xla_client.DeviceList(tuple(found)), options)
    axes = model.axes(devices)
    mesh = Mesh(numpy.array(found).reshape(*axes.values()), tuple(axes))
    pairs = zip(model.arguments, model.arguments_by, strict=True)
    given = [jax.device_put(it, NamedSharding(mesh, PartitionSpec(*by))) for it, by in pairs]
    results = executable.execute_sharded(given).disassemble_into_single_device_arrays()
    return [[numpy.asarray(it[device]) for it in results] for device in range(devices)]


def operations(text: str) -> Counter[str]:
    """The operations of a module, spelt as in HLO."""
    return Counter(it.replace("_", "-") for it in re.findall(r'"?stablehlo\.(\w+)', text))


def main() -> str:
    name, devices, text = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]).read_text("utf-8")
    model = models.MODELS[name]()
    counted = collectives(name, operations(text))
    if "wrong" not in sys.argv[4:]:
        assert "stablehlo.partition_id" not in text, "a device asks for its partition"
        return f"{model.judge_parts(run(text, model, devices))}; {counted}"
    assert "stablehlo.partition_id" in text, "no device asks for its partition: nothing to mistake"
    try:
        words = model.judge_parts(run(text, model, devices))
    except AssertionError as error:
        return f"as it must: {error}"
    raise AssertionError(f"the numbers are right although no device knows itself: {words}")


if __name__ == "__main__":
    tell(main)
