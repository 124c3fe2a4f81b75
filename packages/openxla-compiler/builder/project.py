"""Lays out a standard Python project (PEP 517, PEP 621) around the moved elemental compiler."""

import json
import shutil
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from builder import native, sources
from kit import elemental, own_release, own_wheel
from kit.elemental import Elemental
from kit.inputs import Inputs
from kit.verdict import Red

# Registered in the compiler, but without generated Python: they get the generic interface of
# `dialects/_generic.py`.
GENERIC_DIALECTS = (
    "chlo",
    "iree_linalg_ext",
    "iree_vector_ext",
    "ml_program",
    "quant",
    "spirv",
    "stablehlo",
    "torch",
    "vhlo",
)

LIBRARY = Path(elemental.__file__).parent

# The packages of the release that have the same version.
_LOCKED = ("iree-compiler", "iree-runtime")


def lay_out(inputs: Inputs, recipe: Path, to: Path) -> dict[str, Any]:
    """Fills `to` with the project; returns facts for the record."""
    shutil.copytree(recipe / "wheel", to, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(LIBRARY / "LICENSE", to / "LICENSE")
    package = to / "src/openxla/compiler"
    wheel = inputs.wheels["iree-base-compiler"]
    described = {name: elemental.describe(path) for name, path in inputs.wheels.items()}
    for name, file in own_release.gpu_check(recipe / "gpu.py").items():
        shutil.copyfile(file, package / name)
    own = {path.name: path.read_bytes() for path in package.iterdir() if path.is_file()}
    files = elemental.unpack(wheel, package)
    try:
        renamed = native.rename(package)
    except native.CannotRename as error:
        raise Red(f"{wheel.name}: {error}") from error
    sources.move(package, renamed.libraries)
    for name, data in own.items():
        (package / name).write_bytes(data)
    _extend(package)
    release = _release(inputs, described)
    (package / "release.json").write_text(json.dumps(release, indent=2) + "\n", encoding="utf-8")
    compiler = described["iree-base-compiler"]
    with (to / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(_pyproject(inputs, compiler, _uses_yaml(package)))
    (to / "setup.cfg").write_text(_wheel_options(inputs), encoding="utf-8")
    return {"files": files, "renamed": renamed.__dict__, "release": release}


def _extend(package: Path) -> None:
    """Adds what the elemental package has not: a version attribute and the dialects without
    generated Python."""
    with (package / "__init__.py").open("a", encoding="utf-8") as file:
        file.write("\nfrom .version import VERSION as __version__\n")
    for name in GENERIC_DIALECTS:
        path = package / "dialects" / f"{name}.py"
        if not path.exists():
            path.write_text(
                f'"""The operations of the dialect `{name}`, by name: see `_generic`."""\n\n'
                "from ._generic import Dialect as _Dialect\n\n"
                f'__getattr__ = _Dialect("{name}").builder\n',
                encoding="utf-8",
            )


def _uses_yaml(package: Path) -> bool:
    """True when a dialect needs PyYAML, which the elemental wheels up to 3.9 do not declare."""
    helper = package / "dialects/linalg/opdsl/lang/yaml_helper.py"
    return helper.exists() and "import yaml" in helper.read_text(encoding="utf-8")


def _release(inputs: Inputs, described: dict[str, Elemental]) -> dict[str, Any]:
    """The version, and what it is made of apart from what is pinned beside it:
    `openxla.compiler.version` answers from it."""
    return {
        "version": inputs.version,
        "target": inputs.target,
        "revisions": described["iree-base-compiler"].revisions,
        "elemental": {
            name: {
                "version": it.version,
                "stamp": it.stamp,
                "revisions": it.revisions,
                "wheel": inputs.wheels[name].name,
            }
            for name, it in described.items()
        },
        **own_wheel.origin(inputs, ["iree-base-compiler"]),
        "pin-set": inputs.pin_set,
    }


def _pyproject(inputs: Inputs, compiler: Elemental, yaml: bool) -> str:
    """The end of `pyproject.toml`; values are written as JSON, which TOML reads as well."""
    plain, extras = _requirements(compiler.requires)
    if yaml and "pyyaml" not in [item.lower() for item in plain]:
        plain.append("pyyaml")
    scripts = {
        name.replace("iree-", "openxla-", 1): entry.replace("iree.compiler", "openxla.compiler", 1)
        for name, entry in compiler.scripts.items()
        if entry.startswith("iree.compiler.")
    }
    extras["elemental"] = [
        f"{name}=={inputs.version}" for name in ("iree-compiler", "iree-runtime")
    ]
    scripts["openxla-compiler-version"] = "openxla.compiler.__main__:main"
    tables: dict[str, dict[str, Any]] = {"scripts": scripts, "optional-dependencies": extras}
    lines = [f"version = {json.dumps(inputs.version)}", f"dependencies = {json.dumps(plain)}"]
    for name, table in tables.items():
        lines += ["", f"[project.{name}]"]
        lines += [f"{key} = {json.dumps(value)}" for key, value in sorted(table.items())]
    return "\n".join(lines) + "\n"


def _requirements(requires: list[str]) -> tuple[list[str], dict[str, list[str]]]:
    """Splits Requires-Dist into plain requirements and extras (PEP 508)."""
    plain: list[str] = []
    extras: dict[str, list[str]] = {}
    for text in requires:
        it = Requirement(text)
        marker = str(it.marker or "")
        it.marker = None
        if marker.startswith("extra == "):
            extras.setdefault(marker.split('"')[1], []).append(str(it))
        else:
            plain.append(f"{it}; {marker}" if marker else str(it))
    return plain, extras


def _wheel_options(inputs: Inputs) -> str:
    """Stored, because auditwheel packs it again; the platform is the target's, because we may be
    building for another one."""
    return f"[bdist_wheel]\nplat_name = linux_{inputs.architecture}\ncompression = stored\n"
