"""Checks of archives."""

import tarfile
from collections.abc import Callable

from family.checking import Checking, Failed
from family.given import ARCHITECTURE, IN

#: e_machine of an ELF file: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
_MACHINES = {"x86_64": 62, "aarch64": 183}


def contents(*expected: str) -> Callable[[Checking], str]:
    """A check that the one archive has these members, and libraries of the target's machine."""

    def look(_: Checking) -> str:
        archives = list(IN.glob("*.tar.xz"))
        if len(archives) != 1:
            raise Failed(f"expected one archive, found {[it.name for it in archives]}")
        with tarfile.open(archives[0]) as tar:
            members = {it.name.partition("/")[2]: it for it in tar.getmembers()}
            missing = [name for name in expected if name not in members or not members[name].size]
            if missing:
                raise Failed(f"{archives[0].name} lacks {', '.join(missing)}")
            for name in (it for it in expected if it.endswith(".so")):
                file = tar.extractfile(members[name])
                machine = int.from_bytes(file.read(20)[18:], "little") if file else 0
                if machine != _MACHINES[ARCHITECTURE]:
                    raise Failed(f"{name} is of machine {machine}, expected {ARCHITECTURE}")
        return f"{len(members)} members"

    return look
