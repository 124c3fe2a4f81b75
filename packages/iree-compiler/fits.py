"""A quick look at whether compiler and runtime fit, before half a minute goes into packing them."""

import subprocess
import time
import zipfile
from pathlib import Path

from kit.verdict import Red, Unjudged, not_its_own
from kit.wheels import Steps

_PROGRAM = """
func.func @twice(%x: tensor<4xf32>) -> tensor<4xf32> {
  %y = arith.addf %x, %x : tensor<4xf32>
  return %y : tensor<4xf32>
}
"""
_COMPILE = "iree/compiler/_mlir_libs/iree-compile"
_RUN = "iree/_runtime_libs/iree-run-module"
_SECONDS = 120


def look(steps: Steps, compiler: Path, runtime: Path, scratch: Path) -> None:
    """Compiles a line and runs it; raises `Red` with the runtime's own words when it refuses.

    Only for this machine's target.
    """
    started = time.monotonic()
    compiler_tool = _unpack(compiler, _COMPILE, scratch / "compiler")
    run_tool = _unpack(runtime, _RUN, scratch / "runtime")
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
        why = not_its_own(process.returncode, process.stderr) if process.returncode else ""
        if why:
            raise Unjudged(f"{Path(command[0]).name}: {why}")
        if process.returncode != 0:
            words = " ".join(process.stderr.split())[:600]
            steps.record("fits", False, words, started)
            raise Red(f"compiler and runtime do not fit: {words}")
    steps.record(
        "fits", True, "a module of this compiler runs in this runtime, numbers equal", started
    )


def _unpack(wheel: Path, tool: str, to: Path) -> Path:
    """Unpacks a tool with the libraries beside it and those that auditwheel added."""
    beside = tool.rsplit("/", 1)[0] + "/"
    with zipfile.ZipFile(wheel) as archive:
        names = [it for it in archive.namelist() if it.startswith(beside) or ".libs/" in it]
        if tool not in names:
            raise Red(f"{wheel.name} has no {tool}")
        archive.extractall(to, names)
    for path in (to / beside).glob("iree-*"):
        path.chmod(0o755)
    return to / tool
