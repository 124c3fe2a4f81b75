"""What a user of JAX does on the plugin, each in a process of its own.

python -m checker.uses WHAT [ARGUMENT…]      with JAX_PLATFORMS=openxla_cpu
"""

import importlib
import importlib.metadata
import pkgutil
import sys
from functools import partial
from pathlib import Path
from typing import Any

import numpy

from kit import models
from kit.process import tell

_MODULE, _PLATFORM = "jax_plugins.openxla_cpu", "openxla_cpu"


def execute() -> str:
    """One device unless asked for more, and one program on it."""
    import jax

    devices = jax.devices()
    assert len(devices) == 1, f"{len(devices)} devices, expected 1"
    found = jax.jit(lambda x: x + 1)(numpy.arange(4, dtype=numpy.float32))
    assert _platform(found) is devices[0].client, "it ran elsewhere"
    assert numpy.array_equal(found, [1, 2, 3, 4]), found
    return f"jax {jax.__version__}: {' '.join(devices[0].client.platform_version.split())}"


def discovery() -> str:
    """JAX finds it by name space and by entry point; options are taken once, before its use."""
    import jax
    import jax_plugins

    points = importlib.metadata.entry_points(group="jax_plugins")
    assert _MODULE in [it.value for it in points], f"no entry point among {list(points)}"
    modules = [it.name for it in pkgutil.iter_modules(jax_plugins.__path__, "jax_plugins.")]
    assert _MODULE in modules, f"not in the name space: {modules}"
    plugin: Any = importlib.import_module(_MODULE)
    for wrong in ({"devices": 0}, {"devices": "many"}):
        try:
            plugin.configure(**wrong)
        except ValueError as error:
            assert "devices" in str(error), error
        else:
            raise AssertionError(f"{wrong} was accepted")
    plugin.configure(devices=3)
    assert len(jax.devices()) == 3, jax.devices()
    try:
        plugin.configure(devices=2)
    except RuntimeError:
        return "by name space and entry point; configure(devices=3) gave 3"
    raise AssertionError("configure after the first use was accepted")


def model(name: str, devices: str) -> str:
    """A model on as many devices as there are, divided among them, against numpy."""
    import jax
    from jax.sharding import Mesh, NamedSharding, PartitionSpec

    it, count = models.MODELS[name](), int(devices)
    assert len(jax.devices()) == count, f"{len(jax.devices())} devices, expected {count}"
    axes = it.axes(count)
    mesh = Mesh(numpy.array(jax.devices()).reshape(*axes.values()), tuple(axes))
    by = [
        NamedSharding(mesh, PartitionSpec(*spec if count > 1 else ())) for spec in it.arguments_by
    ]
    given = [jax.device_put(value, one) for value, one in zip(it.arguments, by, strict=True)]
    compiled = jax.jit(models.IN_JAX[name]).lower(*given).compile()
    numbers = it.judge(compiled(*given))
    if count == 1:
        return numbers
    sums = compiled.as_text().count("all-reduce(")
    assert sums, "the devices do not exchange their gradients"
    return f"{numbers} over {count} devices, {sums} all-reduce"


def export(folder: str) -> str:
    """Exports each model, in both forms, and calls what was exported."""
    import jax
    from jax import export

    sizes = []
    for name, function in models.IN_JAX.items():
        it, traced = models.MODELS[name](), jax.jit(function)
        text = traced.lower(*it.arguments).as_text()
        shapes = [jax.ShapeDtypeStruct(value.shape, value.dtype) for value in it.arguments]
        exported = export.export(traced, platforms=["cpu"])(*shapes)
        portable = exported.mlir_module_serialized
        (Path(folder) / f"{name}.text.mlir").write_text(text, encoding="utf-8")
        (Path(folder) / f"{name}.portable.mlir").write_bytes(portable)
        it.judge(exported.call(*it.arguments))
        sizes.append(f"{name} {len(text)} and {len(portable)}")
    return f"bytes as text and portable: {', '.join(sizes)}"


def lapack() -> str:
    """Right, or honestly said not to be there; never wrong, never a crash."""
    import jax

    plugin: Any = importlib.import_module(_MODULE)
    why = plugin.lapack()
    if why:
        assert "No FFI handler registered" in why, why
        return f"not available: {why}"
    random = numpy.random.default_rng(5).normal(size=(8, 8)).astype(numpy.float32)
    square = random @ random.T + 8 * numpy.eye(8, dtype=numpy.float32)
    linear = jax.numpy.linalg
    pairs = {
        "eigvalsh": (linear.eigvalsh(square), numpy.linalg.eigvalsh(square)),
        "solve": (linear.solve(square, random), numpy.linalg.solve(square, random)),
    }
    for name, (found, expected) in pairs.items():
        assert numpy.allclose(found, expected, atol=1e-3), f"{name}: {found}, expected {expected}"
    return f"cholesky, {', '.join(pairs)} are right"


def _platform(array: Any) -> Any:
    return next(iter(array.devices())).client


if __name__ == "__main__":
    tell(partial(globals()[sys.argv[1]], *sys.argv[2:]))
