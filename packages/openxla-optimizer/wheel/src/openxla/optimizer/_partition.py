"""StableHLO with shardings in, StableHLO with collectives out, in a process of its own.

XLA reads its flags once in a process, and can end it: neither may happen to the caller's.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

_COLLECTIVES = re.compile(
    r'"?stablehlo\.(all_reduce|all_gather|all_to_all|reduce_scatter|collective_permute|collective_broadcast)\b'
)


class PartitionError(RuntimeError):
    """The program could not be partitioned; in XLA's words."""


@dataclass(frozen=True)
class Partitioned:
    """A program that every device runs on its own part of the data."""

    text: str
    devices: int

    @property
    def collectives(self) -> Counter[str]:
        """How often the devices exchange data, by operation, such as `all_reduce`."""
        return Counter(_COLLECTIVES.findall(self.text))


def partition(
    stablehlo: str | bytes,
    devices: int,
    *,
    ids: str = "partition",
    shardy: bool = True,
    seconds: float = 600,
) -> Partitioned:
    """Divides a StableHLO module among devices by its shardings.

    Arguments and results of the module that comes out are those of one device. With
    `ids="replica"` a device knows itself by `stablehlo.replica_id`, for runtimes where the devices
    are replicas instead of partitions.
    """
    with tempfile.TemporaryDirectory(prefix="openxla-optimizer-") as folder:
        source, result = Path(folder) / "in.mlir", Path(folder) / "out.mlir"
        source.write_bytes(stablehlo.encode() if isinstance(stablehlo, str) else stablehlo)
        command = [
            sys.executable,
            "-m",
            __package__,
            str(source),
            "--devices",
            str(devices),
            "--ids",
            ids,
        ]
        command += ["--output", str(result), *([] if shardy else ["--gspmd"])]
        try:
            ended = subprocess.run(
                command, capture_output=True, text=True, errors="replace", timeout=seconds
            )
        except subprocess.TimeoutExpired as error:
            raise PartitionError(f"it did not end within {seconds} s") from error
        if ended.returncode != 0:
            raise PartitionError(f"{_end(ended.returncode)}: {ended.stderr.strip()[-2000:]}")
        return Partitioned(result.read_text(encoding="utf-8"), devices)


def environment(devices: int, dumps: str) -> dict[str, str]:
    """What must be set before jax is imported."""
    flags = [
        os.environ.get("XLA_FLAGS", ""),
        f"--xla_force_host_platform_device_count={devices}",
        f"--xla_dump_to={dumps}",
        "--xla_dump_hlo_pass_re=spmd-partitioning",
        "--xla_dump_hlo_as_proto",
    ]
    return {"JAX_PLATFORMS": "cpu", "XLA_FLAGS": " ".join(flags).strip()}


def _end(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
