"""The public headers and all that they include, found in the sources, never guessed."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from kit.verdict import Red

# What a program includes.
PUBLIC = (
    "iree/compiler/embedding_api.h",
    "iree/compiler/loader.h",
    "iree/compiler/tool_entry_points_api.h",
    "iree/runtime/api.h",
    "openxla/partitioner/embedding_api.h",
    "openxla/partitioner/loader.h",
)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+"([^"]+)"', re.MULTILINE)


def closure(find: Callable[[str], Path | None]) -> Mapping[str, Path]:
    """Every header that the public ones need, by the name that they include it by; a missing one
    is red."""
    found: dict[str, Path] = {}
    left = [(name, "a program") for name in PUBLIC]
    while left:
        name, by = left.pop()
        if name in found:
            continue
        path = find(name)
        if path is None:
            raise Red(f"{name}, which {by} includes, is not in the sources")
        found[name] = path
        text = path.read_text(encoding="utf-8")
        left += [(other, name) for other in _INCLUDE.findall(text)]
    return dict(sorted(found.items()))


def below(*folders: Path) -> Callable[[str], Path | None]:
    """Looks for a header as a C compiler does, in one folder after the other."""

    def find(name: str) -> Path | None:
        return next((it / name for it in folders if (it / name).is_file()), None)

    return find
