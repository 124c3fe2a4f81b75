"""What a user does with the package besides compiling. Runs in the environment that is checked:
python -m checker.uses NAME."""

import importlib
import os
import pickle
import pydoc
import sys
from pathlib import Path
from types import ModuleType

_MODULE = (Path(__file__).parent.parent / "programs/elementwise.mlir").read_text(encoding="utf-8")


# Without these it is no compiler for the family's programs.
_NEEDED = ("arith", "func", "linalg", "math", "scf", "stablehlo", "tensor", "transform", "vector")


def dialects() -> str:
    """Every dialect's module imports, as far as the elemental package's does; those without
    generated Python are registered."""
    from openxla.compiler import ir

    folder = Path(ir.__file__).parent / "dialects"
    names = sorted(
        {
            path.stem
            for path in folder.iterdir()
            if path.name[0] != "_" and (path.is_dir() or path.suffix == ".py")
        }
    )
    broken = [name for name in names if not _imports(f"openxla.compiler.dialects.{name}")]
    for name in broken:
        assert not _imports(f"iree.compiler.dialects.{name}"), (
            f"{name} does not import, but the elemental one does"
        )
    working = set(names) - set(broken)
    assert working.issuperset(_NEEDED), f"missing: {sorted(set(_NEEDED) - working)}"
    context = ir.Context()
    for operation in (
        "stablehlo.add",
        "chlo.tan",
        "torch.constant.int",
        "ml_program.func",
        "spirv.module",
    ):
        assert context.is_registered_operation(operation), f"{operation} is not registered"
    also = f"; broken in the elemental package too: {broken}" if broken else ""
    return f"{len(working)} dialects{also}"


def _imports(name: str) -> bool:
    """Tries an import in a process of its own: some elemental dialects register the same attribute,
    and exclude each other."""
    child = os.fork()
    if child == 0:
        try:
            importlib.import_module(name)
            os._exit(0)
        except BaseException as error:
            print(f"{name}: {error}", file=sys.stderr, flush=True)
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def dialects_build() -> str:
    """Builds a function with generated and generic builders, transforms, prints and parses it."""
    from openxla.compiler import ir, passmanager
    from openxla.compiler.dialects import arith, func, stablehlo

    with ir.Context(), ir.Location.unknown():
        tensor = ir.RankedTensorType.get([4], ir.F32Type.get())
        module = ir.Module.create()
        with ir.InsertionPoint(module.body):

            @func.FuncOp.from_py_func(tensor, tensor)
            def build(a: ir.Value, b: ir.Value) -> ir.Value:
                return stablehlo.tanh(stablehlo.add(arith.mulf(a, b), b))

        assert module.operation.verify()
        passmanager.PassManager.parse("builtin.module(canonicalize,cse)").run(module.operation)
        text = str(ir.Module.parse(str(module)))
        assert all(it in text for it in ("arith.mulf", "stablehlo.add", "stablehlo.tanh")), text
        assert isinstance(module.body.operations[0], func.FuncOp), type(module.body.operations[0])
        _errors(ir)
    _identity(ir, arith)
    return "arith, func and stablehlo built, transformed, printed and parsed"


def _errors(ir: ModuleType) -> None:
    """A mistake in a program is an exception of ours."""
    try:
        ir.Module.parse("func.func @broken(")
    except ir.MLIRError as error:
        assert type(error).__module__.startswith("openxla.compiler."), type(error).__module__
    else:
        raise AssertionError("a broken program was accepted")


def _identity(ir: ModuleType, arith: ModuleType) -> None:
    """Classes say where they live, pickle by that name, and are the same under the native alias."""
    assert ir.Module.__module__.startswith("openxla.compiler."), ir.Module.__module__
    assert pickle.loads(pickle.dumps(ir.Module)) is ir.Module
    assert pickle.loads(pickle.dumps(arith.CmpIPredicate.eq)) is arith.CmpIPredicate.eq
    assert importlib.import_module("openxla._iree.ir") is ir
    assert "class Module" in pydoc.plain(pydoc.render_doc(ir.Module))


def beside_after() -> str:
    """The elemental compiler is imported first, ours after it, and both work in one process."""
    return _beside(["iree.compiler", "openxla.compiler"])


def beside_before() -> str:
    """Ours is imported first."""
    return _beside(["openxla.compiler", "iree.compiler"])


def _beside(packages: list[str]) -> str:
    texts = [_compiles(name) for name in packages for _ in range(2)]
    return f"{packages[0]} then {packages[1]}, twice each: {texts}"


def _compiles(package: str) -> int:
    """Parses with the bindings and compiles with the library of one package."""
    ir, api = importlib.import_module(f"{package}.ir"), importlib.import_module(f"{package}.api")
    importlib.import_module(f"{package}.dialects.arith")
    with ir.Context():
        module = ir.Module.parse(_MODULE)
        assert type(module).__module__.startswith(package + "."), type(module).__module__
        assert type(module.body.operations[0]).__module__.startswith(package + "."), (
            "wrong class of operation"
        )
        text = str(module)
    session = api.Session()
    session.set_flags("--iree-hal-target-backends=vmvx")
    invocation = session.invocation()
    assert invocation.parse_source(api.Source.wrap_buffer(session, text.encode()))
    assert invocation.execute()
    output = api.Output.open_membuffer()
    invocation.output_vm_bytecode(output)
    return len(bytes(output.map_memory()))


def tools() -> str:
    """The compiler as a subprocess, the way `compile_str` does it."""
    from openxla import compiler

    flags = ["--iree-llvmcpu-target-cpu=generic"]
    module = compiler.compile_str(_MODULE, target_backends=["llvm-cpu"], extra_args=flags)
    try:
        compiler.compile_str("func.func @broken(", target_backends=["llvm-cpu"])
    except compiler.CompilerToolError:
        return f"compile_str: {len(module)} bytes, and a broken program is an error"
    raise AssertionError("a broken program was accepted")


if __name__ == "__main__":
    print(globals()[sys.argv[1].replace("-", "_")]())
