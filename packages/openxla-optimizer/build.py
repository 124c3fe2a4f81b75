"""Compiles the C library and its command for one target: /in → /out. See docs/recipes.md. Runs in
the compile image.

The only thing of upstream that it reads is the header `pjrt_c_api.h` of the pinned xla-cpu-pjrt,
which is not kept in this repository: what is compiled is what the pinned plugin says of itself.
"""

import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

from kit import inputs
from kit.packed_sources import entry
from kit.steps import Steps, clean_environment
from kit.verdict import Red, conclude

RECIPE, IN, OUT, SCRATCH = Path(__file__).parent, Path("/in"), Path("/out"), Path("/scratch")
_HEADER = "xla_plugins/xla_cpu_pjrt/include/pjrt_c_api.h"
_COMPILERS = {"linux-x86_64": "gcc", "linux-aarch64": "aarch64-linux-gnu-gcc"}
_SOURCES = ("status.c", "compile_options.c", "plugin.c", "partition.c", "run.c")
_FLAGS = "-std=c11 -O2 -g0 -Wall -Wextra -Werror -fstack-protector-strong -D_FORTIFY_SOURCE=2"
_LINK = "-Wl,-z,defs,-z,relro,-z,now,--build-id=none"
NATIVE = "linux-x86_64"


def judge(facts: dict[str, Any]) -> None:
    """Compiles; tests what was written, where this machine can run it."""
    facts["target"] = inputs.told(IN / "inputs.json").get("target", "")
    steps = Steps(clean_environment(315532800, SCRATCH))
    facts["checks"] = steps.done
    header = _header(inputs.pinned(IN, "xla-cpu-pjrt"))
    compiler = _COMPILERS[facts["target"]]
    facts["tools"] = {
        "compiler": steps.run("compiler", [compiler, "--version"], SCRATCH).split("\n")[0]
    }
    made = compile_all(steps, compiler, header)
    if facts["target"] == NATIVE:
        script = [str(RECIPE / "tests/sanitized.sh"), str(header), str(SCRATCH)]
        steps.run("sanitized", script, SCRATCH)
    facts["files"] = [entry(it.name, it) for it in made]


def compile_all(steps: Steps, compiler: str, header: Path) -> list[Path]:
    """The library, its header, and the command that is linked against both."""
    source = RECIPE / "library"
    library, command = OUT / "libOpenXLAOptimizer.so", OUT / "openxla-optimize"
    base = [compiler, *_FLAGS.split(), f"-I{source}", f"-ffile-prefix-map={source}=."]
    shared = ["-fPIC", "-fvisibility=hidden", "-shared", f"-I{header}", _LINK]
    named = ["-Wl,-soname,libOpenXLAOptimizer.so", "-o", str(library)]
    steps.run("library", [*base, *shared, *(str(source / it) for it in _SOURCES), *named], SCRATCH)
    linked = [str(source / "openxla-optimize.c"), f"-L{OUT}", "-lOpenXLAOptimizer"]
    found = ["-Wl,-rpath,$ORIGIN/../lib", _LINK, "-o", str(command)]
    steps.run("command", [*base, "-fPIE", "-pie", *linked, *found], SCRATCH)
    public = Path(shutil.copyfile(source / "openxla_optimizer.h", OUT / "openxla_optimizer.h"))
    return [library, command, public]


def _header(wheel: Path) -> Path:
    """The folder of PJRT's header, out of the pinned wheel."""
    folder = SCRATCH / "include"
    folder.mkdir()
    try:
        with zipfile.ZipFile(wheel) as archive:
            (folder / "pjrt_c_api.h").write_bytes(archive.read(_HEADER))
    except (KeyError, zipfile.BadZipFile) as error:
        raise Red(f"{wheel.name} has no {_HEADER}: {error}") from error
    return folder


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    facts: dict[str, Any] = {"schema": 1, "package": "openxla-optimizer", "target": ""}
    return conclude(OUT, facts | {"files": []}, judge)


if __name__ == "__main__":
    sys.exit(main())
