"""A quick look at whether compiler and runtime fit, before half a minute goes into packing them."""

import subprocess
import time
import zipfile
from pathlib import Path

from verdict import Red, Unjudged

from builder.wheels import Steps

_PROGRAM = """
func.func @twice(%x: tensor<4xf32>) -> tensor<4xf32> {
  %y = arith.addf %x, %x : tensor<4xf32>
  return %y : tensor<4xf32>
}
"""
_RUN = "iree/_runtime_libs/iree-run-module"
_SECONDS = 120


def look(steps: Steps, compiler_tool: Path, runtime_wheel: Path, scratch: Path) -> None:
    """Compiles a line and runs it; raises `Red` with the runtime's own words when it refuses.

    Only for this machine's target.
    """
    started = time.monotonic()
    folder = scratch / "runtime"
    with zipfile.ZipFile(runtime_wheel) as archive:
        names = [name for name in archive.namelist() if name == _RUN or ".libs/" in name]
        archive.extractall(folder, names)
    run_tool = folder / _RUN
    run_tool.chmod(0o755)
    source, module = scratch / "twice.mlir", scratch / "twice.vmfb"
    source.write_text(_PROGRAM, encoding="utf-8")
    flags = ["--iree-hal-target-backends=llvm-cpu", "--iree-llvmcpu-target-cpu=generic"]
    numbers = ["--input=4xf32=1 2 3 4", "--expected_output=4xf32=2 4 6 8"]
    commands = [
        [str(compiler_tool), *flags, str(source), "-o", str(module)],
        [str(run_tool), "--device=local-task", f"--module={module}", "--function=twice", *numbers],
    ]
    for command in commands:
        try:
            process = subprocess.run(
                command,
                cwd=scratch,
                env=steps.environment,
                capture_output=True,
                text=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Unjudged(f"{Path(command[0]).name} did not end within {_SECONDS} s") from error
        if process.returncode == -9:
            raise Unjudged(f"{Path(command[0]).name} was killed")
        if process.returncode != 0:
            words = " ".join(process.stderr.split())[:600]
            steps.record("fits", False, words, started)
            raise Red(f"compiler and runtime do not fit: {words}")
    steps.record(
        "fits", True, "a module of this compiler runs in this runtime, numbers equal", started
    )
