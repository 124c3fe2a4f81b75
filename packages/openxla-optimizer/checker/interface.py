"""The Python interface as a user has it: python -m checker.interface FILE.mlir DEVICES."""

import sys
from pathlib import Path

from openxla.optimizer import PartitionError, header, library, partition, tool

from kit.process import tell


def main() -> str:
    text, devices = Path(sys.argv[1]).read_text("utf-8"), int(sys.argv[2])
    made = partition(text, devices)
    assert made.collectives["all_reduce"] and "sdy." not in made.text, made.text
    try:
        partition("module {", devices)
    except PartitionError as error:
        assert "exit code" in str(error), error
    else:
        raise AssertionError("half a module was accepted")
    for place in (header() / "openxla_optimizer.h", library(), tool()):
        assert place.is_file(), place
    return f"{made.devices} devices, {dict(made.collectives)}; half a module is an error"


if __name__ == "__main__":
    tell(main)
