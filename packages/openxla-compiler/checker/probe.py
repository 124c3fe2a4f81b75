"""Uses the installed compiler and runtime from Python. Runs in the environment that is checked; one
JSON line per check.

python -m checker.probe ARCHITECTURE PROGRAM/DEVICE/VIA…
"""

import json
import sys
import time
from pathlib import Path

from checker import artefacts, programs
from kit import plan

RECIPE = Path(__file__).parent.parent


def compile_module(device: plan.Device, source: bytes) -> bytes:
    """Compiles in this process, by the first spelling of the device's flags that this compiler
    knows."""
    from openxla.compiler import api

    problems = []
    for flags in device.flags:
        session = api.Session()
        try:
            session.set_flags(f"--iree-hal-target-backends={device.name}", *flags)
        except ValueError as error:
            problems.append(str(error))
            continue
        invocation = session.invocation()
        invocation.enable_console_diagnostics()
        if not invocation.parse_source(api.Source.wrap_buffer(session, source)):
            raise RuntimeError("the compiler cannot parse the program")
        if not invocation.execute():
            raise RuntimeError("the compiler failed")
        output = api.Output.open_membuffer()
        invocation.output_vm_bytecode(output)
        return bytes(output.map_memory())
    raise RuntimeError(f"this compiler knows no spelling of the device's flags: {problems}")


def run_module(driver: str, module: bytes, program: programs.Program) -> tuple[bool, str]:
    """Runs `predict` with the elemental runtime and compares the numbers."""
    from iree import runtime

    loaded = runtime.load_vm_flatbuffer(module, driver=driver)
    return program.judge(loaded.predict(*program.inputs()).to_host())


def check(program: str, device: plan.Device, via: str, architecture: str) -> tuple[bool, str]:
    """Compiles, looks inside, and runs where that is possible here; as text, or as the portable
    artifact that `programs/portable.py` made of it."""
    form = "mlirbc" if via == "portable" else "mlir"
    module = compile_module(device, (RECIPE / f"programs/{program}.{form}").read_bytes())
    detail = artefacts.inspect(device.name, module, architecture)
    if device.runs_on is None:
        return True, detail
    good, numbers = run_module(device.runs_on, module, programs.PROGRAMS[program])
    return good, f"{numbers}; {detail}"


def main() -> int:
    architecture, names = sys.argv[1], sys.argv[2:]
    devices = plan.devices(RECIPE)
    for name in names:
        started = time.monotonic()
        program, device, via = name.split("/")
        try:
            good, detail = check(program, devices[device], via, architecture)
        except Exception as error:  # whatever the code under test raises is its verdict
            good, detail = False, f"{type(error).__name__}: {error}"
        print(json.dumps([name, good, detail, time.monotonic() - started]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
