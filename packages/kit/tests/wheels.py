"""Small wheels, made as the index gives them."""

import tempfile
import unittest
import zipfile
from pathlib import Path

ELF = b"\x7fELF" + bytes(12) + b"\0iree.compiler.ir\0__nb_internals_%s_%s__\0libIREECompiler.so\0"


class InTemporaryFolder(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def wheel(self, component: str, files: dict[str, bytes], version: str = "3.9.0") -> Path:
        """A wheel as the index gives it."""
        name = component.replace("-", "_")
        path = self.folder / f"{name}-{version}-cp311-cp311-manylinux_2_28_x86_64.whl"
        metadata = f"Name: {component}\nVersion: {version}\nRequires-Dist: numpy\n"
        metadata += 'Requires-Dist: onnx>=1; extra == "onnx"\n'
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"{name}-{version}.dist-info/METADATA", metadata)
            for file, data in files.items():
                entry = zipfile.ZipInfo(file)
                entry.external_attr = (0o755 if file.endswith("iree-compile") else 0o644) << 16
                archive.writestr(entry, data)
        return path

    def compiler(self, **changes: bytes) -> Path:
        files = {
            "iree/compiler/__init__.py": b"from .tools import *\n",
            "iree/compiler/version.py": b'VERSION = "3.9.0rc1"\nREVISIONS = {"IREE": "abc"}\nimport os; os.abort()\n',
            "iree/compiler/dialects/arith.py": b"from iree.compiler import ir\n",
            "iree/compiler/_mlir_libs/libIREECompiler.so": ELF,
            "iree/compiler/_mlir_libs/iree-compile": ELF,
            "iree/build/__init__.py": b"",
            "iree_base_compiler-3.9.0.dist-info/entry_points.txt": b"[console_scripts]\niree-opt = iree.compiler.x:main\n",
        }
        return self.wheel(
            "iree-base-compiler",
            files | {key.replace("__", "/"): data for key, data in changes.items()},
        )
