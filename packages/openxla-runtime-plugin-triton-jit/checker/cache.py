"""The cache on disk: what is the same is compiled once, and nothing else is taken for it."""

import tempfile
from pathlib import Path
from typing import Any

from openxla.runtime import triton_jit
from openxla.runtime.triton_jit import Cache, Compiled

from checker import kernels
from kit.process import tell


def make(cache: Cache, **changes: Any) -> Compiled:
    given = {"device": "gfx942", **kernels.ARGUMENTS["softmax"], **changes}
    return triton_jit.compile(kernels.softmax, cache=cache, **given)


def main() -> str:
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        first, again = make(cache), make(cache)
        assert not first.was_cached and again.was_cached
        assert (again.binary, again.symbol, again.shared) == (
            first.binary,
            first.symbol,
            first.shared,
        )
        for changes in (
            {"device": "gfx950"},
            {"options": {"num_warps": 8}},
            {"constants": {"BLOCK": 512}},
        ):
            assert not make(cache, **changes).was_cached, f"{changes} is taken for the same"
        for file in Path(folder).rglob("*.kernel"):
            file.write_bytes(file.read_bytes()[:-9])
        mended = make(cache)
        assert not mended.was_cached and mended.binary == first.binary, (
            "a damaged entry is believed"
        )
        _refusals(cache)
    return "the same is compiled once; another device, option or constant, or damage, is not taken"


def _refusals(cache: Cache) -> None:
    for changes, kind in (
        ({"device": "sm90"}, ValueError),
        ({"constants": {}}, ValueError),
        ({"device": "gfx999"}, triton_jit.TritonError),
    ):
        try:
            make(cache, **changes)
        except kind:
            continue
        raise AssertionError(f"{changes} was accepted")


if __name__ == "__main__":
    tell(main)
