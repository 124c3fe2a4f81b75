"""The name under which native code finds `openxla.compiler`: an alias, never a copy.

The MLIR bindings import modules by a prefix that is fixed in their binaries. There it reads
`openxla._iree`, which is as long as the prefix they were
built with. Importing `openxla._iree.x` gives the module object of `openxla.compiler.x`.
"""

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

_ALIAS = __name__ + "."
_REAL = "openxla.compiler."


class _AliasFinder(MetaPathFinder, Loader):
    """Answers only for names below the alias; everything else is left to Python."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not fullname.startswith(_ALIAS):
            return None
        real = importlib.import_module(_REAL + fullname[len(_ALIAS) :])
        return ModuleSpec(fullname, self, loader_state=(real, real.__spec__))

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return spec.loader_state[0]

    def exec_module(self, module: ModuleType) -> None:
        """Puts back the spec that the import system has just replaced: the module was loaded
        already."""
        alias = module.__spec__
        assert alias is not None
        module.__spec__ = alias.loader_state[1]


sys.meta_path.insert(0, _AliasFinder())
