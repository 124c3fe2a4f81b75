"""Without a compiler the runtime can only be seen to start, and to refuse what is no module."""

from family.checking import Checking, Failed, main
from family.given import SCRATCH
from family.using import RUNNER


def refuses(it: Checking) -> str:
    garbage = SCRATCH / "garbage.vmfb"
    garbage.write_bytes(b"IREEVM but nothing else")
    try:
        it.tool(RUNNER, f"--module={garbage}", "--device=local-sync")
    except Failed as error:
        if "this is no compiled module" in str(error):
            return str(error)
        raise
    raise Failed("the runtime took garbage for a module")


main({"refuses": refuses})
