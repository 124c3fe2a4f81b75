"""Runs what openxla.compiler made of a model on IREE's runtime, and compares with numpy.

    python -m kit.vm MODEL DEVICES FILE.vmfb

Of a model for more than one device every device's part in turn. Runs in the compiler's environment.
"""

import sys
from pathlib import Path
from typing import Any

import numpy
from iree import runtime

from kit import models
from kit.process import tell


def results(returned: Any) -> list[numpy.ndarray]:
    """A function returns an array, or a tuple of them."""
    found = returned if isinstance(returned, list | tuple) else [returned]
    return [numpy.asarray(it.to_host()) for it in found]


def main() -> str:
    name, devices, module = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]).read_bytes()
    model = models.MODELS[name]()
    function = runtime.load_vm_flatbuffer(module, driver="local-task").main
    if devices > 1:
        return model.judge_parts([results(function(*row)) for row in model.parts(devices)])
    return model.judge(results(function(*model.arguments)))


if __name__ == "__main__":
    tell(main)
