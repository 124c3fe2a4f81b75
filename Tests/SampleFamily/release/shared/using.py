"""How programs are compiled and run with what is installed."""

from family.checking import SITE, Checking, Failed
from family.given import PACKAGE, SCRATCH
from family.programs import PROGRAMS, TOLERANCE, A, B, Vector, difference

COMPILER = "iree/compiler/_mlir_libs/iree-compile"
RUNNER = "iree/_runtime_libs/iree-run-module"
#: What the package says of each target back-end: the compiler's flags, the runtime's device.
_DEVICES = PACKAGE.get("devices", {})


def compile_only(it: Checking, program: str, target: str, compiler: str = COMPILER) -> str:
    """Compiles a program for a target back-end; answers the module's path."""
    text, module = SCRATCH / f"{program}.txt", SCRATCH / f"{program}-{target}.vmfb"
    text.write_text(PROGRAMS[program].text, encoding="utf-8")
    flags = _DEVICES[target]["flags"][0]
    it.tool(compiler, str(text), *flags, "-o", str(module))
    if module.stat().st_size < 64:
        raise Failed(f"{module.name} is too small")
    return str(module)


def compile_and_run(it: Checking, program: str, target: str, compiler: str = COMPILER) -> str:
    """Compiles a program and runs it on the device that executes it."""
    module, device = compile_only(it, program, target, compiler), _DEVICES[target]["runs-on"]
    plugins = [
        f"--plugin={SITE}/openxla/runtime/plugins/libopenxla-runtime-{name}.so"
        for name in PROGRAMS[program].plugins
    ]
    values = [f"--input={' '.join(str(it) for it in vector)}" for vector in (A, B)]
    answer = it.tool(RUNNER, f"--module={module}", f"--device={device}", *plugins, *values)
    error = compare(program, [float(word) for word in answer.split()], device)
    return f"max |error| {error:.1e} <= {TOLERANCE:.0e}"


def compare(program: str, found: Vector, where: str) -> float:
    """How far a result is off; too far is a failure."""
    error = difference(found, PROGRAMS[program].expected(A, B))
    if not error <= TOLERANCE:
        raise Failed(f"wrong numbers on {where}: error {error:.3g} > {TOLERANCE:.0e}")
    return error


def listed_plugins(it: Checking) -> str:
    """Asks the compiler which plugins it carries."""
    it.plugins = it.tool(COMPILER, "--iree-list-plugins").split()
    return ", ".join(it.plugins) or "none"


def listed_targets(it: Checking) -> str:
    """Asks the compiler for its target back-ends."""
    found = it.tool(COMPILER, "--iree-list-targets").split()
    missing = sorted(set(_DEVICES) - set(found))
    if missing:
        raise Failed(f"no target back-end {', '.join(missing)}; there are {', '.join(found)}")
    return ", ".join(found)
