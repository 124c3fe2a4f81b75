"""`python -m openxla.check gpu`: what is installed of the release runs on this machine's GPU, and
the numbers are right. Exit code 0 when all of it does, 1 when something does not, 75 when there is
no GPU or nothing to try."""

import argparse
import importlib.util
import subprocess
import sys

from openxla.release import _gpu

# The checks that the packages of the release bring.
CHECKS = {
    "openxla-compiler": "openxla.compiler.gpu",
    "openxla-pjrt-plugin-cuda": "jax_plugins.openxla_cuda.gpu",
    "openxla-runtime-plugin-cublas": "openxla.runtime.cublas.gpu",
    "openxla-runtime-plugin-cudnn": "openxla.runtime.cudnn.gpu",
    "openxla-runtime-plugin-triton-jit": "openxla.runtime.triton_jit.gpu",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m openxla.check", description=__doc__)
    parser.add_argument("what", choices=["gpu"], help="run on this machine's NVIDIA GPU")
    parser.parse_args()
    try:
        gpu = _gpu.found()[0]
    except _gpu.NoGPU as error:
        print(f"no GPU here: not run ({error})")
        return _gpu.UNJUDGED
    print(f"on {gpu.name}, {gpu.architecture}")
    ends = {name: _run(name, module) for name, module in CHECKS.items()}
    if 1 in ends.values():
        return 1
    return 0 if 0 in ends.values() else _gpu.UNJUDGED


def _run(name: str, module: str) -> int:
    """The exit code of one package's check: 0, 1, or 75 when it was not tried."""
    if not _is_installed(module):
        print(f"{name}: not installed", flush=True)
        return _gpu.UNJUDGED
    print(f"{name}:", flush=True)
    ended = subprocess.run([sys.executable, "-m", module], check=False).returncode
    if ended in (0, 1, _gpu.UNJUDGED):
        return ended
    print(f"red    {name}: its process ended with {ended}", flush=True)
    return 1


def _is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main())
