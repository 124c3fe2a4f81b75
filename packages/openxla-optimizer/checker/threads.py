"""Several threads make and run programs of one optimizer: python -m checker.threads MLP TRAIN."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from openxla.optimizer import Optimizer

from kit import models
from kit.process import tell

_PROGRAMS = ("mlp", "train")
_THREADS, _TIMES = 4, 2


def main() -> str:
    texts = {
        name: Path(it).read_text("utf-8") for name, it in zip(_PROGRAMS, sys.argv[1:], strict=True)
    }
    jobs = list(texts) * (_THREADS * _TIMES // 2)
    with Optimizer(cpu_device_count=4) as optimizer, ThreadPoolExecutor(_THREADS) as pool:

        def once(name: str) -> int:
            model = models.MODELS[name]()
            program = optimizer.partition(texts[name], 4)
            model.judge_parts(program.run(model.parts(4)))
            return len(program.code)

        sizes = set(pool.map(once, jobs))
    assert len(sizes) == len(texts), f"the same program came out in {sorted(sizes)} bytes"
    return f"{len(jobs)} programs by {_THREADS} threads, all numbers right"


if __name__ == "__main__":
    tell(main)
