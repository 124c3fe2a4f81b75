"""Runs what the compiler made of one device's program on IREE's runtime, for every device in turn.

python -m checker.vm PROGRAM DEVICES FILE.vmfb
"""

import sys
from pathlib import Path

import numpy
from iree import runtime

from kit import models


def main() -> None:
    name, devices, module = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]).read_bytes()
    model = models.MODELS[name]()
    main_function = runtime.load_vm_flatbuffer(module, driver="local-task").main
    found = [[main_function(*row).to_host()] for row in model.parts(devices)]
    print(model.judge_parts([[numpy.asarray(it) for it in row] for row in found]))


if __name__ == "__main__":
    main()
