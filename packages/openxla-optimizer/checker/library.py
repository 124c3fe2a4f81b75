"""Partitions by the C library, runs on the plugin's devices, compares with numpy.

python -m checker.library PROGRAM DEVICES FILE.mlir
"""

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from openxla.optimizer import Optimizer, OptimizerError

from kit import models
from kit.process import tell

# What a program must at least do across devices; the others may not do anything.
_NEEDED = {"mlp": ["all-reduce"], "train": ["all-reduce"], "forward": []}
_COLLECTIVES = (
    "all-reduce", "all-gather", "all-to-all", "reduce-scatter", "collective-permute",
    "collective-broadcast",
)  # fmt: skip


def collectives(name: str, operations: Mapping[str, int]) -> str:
    """Says which collectives there are; refuses when a needed one is missing, or one is too
    many."""
    found = Counter({key: operations[key] for key in _COLLECTIVES if operations.get(key)})
    missing = [it for it in _NEEDED[name] if it not in found]
    assert not missing, f"no {missing[0]}; found {dict(found)}"
    assert _NEEDED[name] or not found, f"{dict(found)}, expected no collective"
    return ", ".join(f"{count} {key}" for key, count in sorted(found.items())) or "no collective"


def main() -> str:
    name, devices, text = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]).read_text("utf-8")
    model = models.MODELS[name]()
    with Optimizer(cpu_device_count=devices) as optimizer:
        assert (optimizer.platform, optimizer.num_devices) == ("cpu", devices)
        program = optimizer.partition(text, devices)
        counted = collectives(name, program.operations())
        numbers = model.judge_parts(program.run(model.parts(devices)))
        _refusals(optimizer, program, model)
    return f"{numbers}; {counted}; {len(program.code)} bytes of {program.format}"


def _refusals(optimizer: Optimizer, program: object, model: models.Model) -> None:
    """What is wrong is an error in the plugin's words, and the process lives on."""
    for wrong, words in (("module {", "PJRT_Client_Compile"), ("", "argument is missing")):
        try:
            optimizer.partition(wrong, 1)
        except OptimizerError as error:
            assert words in str(error), error
        else:
            raise AssertionError(f"{wrong!r} was accepted")
    try:
        program.run([[]] * optimizer.num_devices)  # type: ignore[attr-defined]
    except OptimizerError as error:
        assert "PJRT_LoadedExecutable_Execute" in str(error), error
    else:
        raise AssertionError("a run without arguments was accepted")


if __name__ == "__main__":
    tell(main)
