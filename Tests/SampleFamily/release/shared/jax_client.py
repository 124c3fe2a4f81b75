"""Runs programs through jax, a PJRT plugin, the compiler, the optimizer and the runtime."""

import json

from family.checking import SITE, Checking, Failed
from family.given import IN, SCRATCH
from family.programs import A, B
from family.trees import unpack
from family.using import compare

_CODE = """
import json, sys
import jax

site, device, program, a, b = sys.argv[1], sys.argv[2], sys.argv[3], *map(json.loads, sys.argv[4:])
client = jax.Client(
    f"{site}/jax_plugins/openxla_{device}/pjrt_plugin_iree_{device}.so",
    COMPILER_LIB_PATH=f"{site}/iree/compiler/_mlir_libs/libIREECompiler.so",
    PARTITIONER_LIB_PATH=f"{site}/openxla/optimizer/libOpenXLAPartitioner.so",
)
assert client.platform == f"iree_{device}", client.platform
traced = {
    "sharded": lambda x, y: ((x * y).call("shard") - y).call("shard"),
    "quantized": lambda x, y: (x - y).call("quantize"),
}
print(json.dumps(jax.jit(client, traced[program])(a, b)))
"""


def run(it: Checking, program: str, device: str) -> str:
    """Traces, optimizes, compiles and executes one program in the target's Python."""
    tests = SCRATCH / "tests"
    if not tests.is_dir():
        for archive in IN.glob("*-tests.tar.xz"):
            next(unpack(archive, SCRATCH / "unpacked").iterdir()).rename(tests)
    answer = it.python(_CODE, str(SITE), device, program, json.dumps(A), json.dumps(B))
    try:
        found = [float(value) for value in json.loads(answer)]
    except (TypeError, ValueError) as error:
        raise Failed(f"jax answered {answer[:100]!r}") from error
    return f"max |error| {compare(program, found, f'jax on {device}'):.1e}"
