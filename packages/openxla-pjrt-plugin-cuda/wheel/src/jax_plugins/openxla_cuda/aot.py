"""Compiles for GPUs that are not here.

    os.environ |= aot.environment()             # before jax is imported
    topology = aot.topology("h100", devices=8)
    mesh = jax.sharding.Mesh(topology.devices, ("x",))
    jax.jit(f, out_shardings=…).lower(*shapes).compile()

The descriptions of the devices are our own, of what the makers publish: enough for the compiler,
and no measurement. Never give the CUDA plugin the description of another maker's device: it ends
the process.
"""

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_KIB, _GIB = 1 << 10, 1 << 30


@dataclass(frozen=True)
class Device:
    """What the compiler asks about a GPU."""

    name: str
    # Compute capability, and the architecture that PTX names.
    capability: tuple[int, int]
    cores: int
    shared_per_core: int
    shared_per_block: int
    cache: int
    memory: int
    bandwidth: float
    clock: float
    units: int = 128

    @property
    def architecture(self) -> str:
        return f"sm_{self.capability[0]}{self.capability[1]}"

    def description(self) -> str:
        """xla.GpuTargetConfigProto as text:
        https://github.com/openxla/xla/blob/main/xla/stream_executor/device_description.proto"""
        major, minor = self.capability
        return f"""gpu_device_info {{
  threads_per_block_limit: 1024
  threads_per_warp: 32
  shared_memory_per_block: {48 * _KIB}
  shared_memory_per_core: {self.shared_per_core}
  shared_memory_per_block_optin: {self.shared_per_block}
  threads_per_core_limit: 2048
  core_count: {self.cores}
  fpus_per_core: {self.units}
  block_dim_limit_x: 2147483647
  block_dim_limit_y: 65535
  block_dim_limit_z: 65535
  memory_bandwidth: {int(self.bandwidth * 1e9)}
  l2_cache_size: {self.cache}
  clock_rate_ghz: {self.clock}
  device_memory_size: {self.memory}
  registers_per_core_limit: 65536
  registers_per_block_limit: 65536
  cuda_compute_capability {{ major: {major} minor: {minor} }}
}}
platform_name: "CUDA"
dnn_version_info {{ major: 9 minor: 10 }}
device_description_str: "NVIDIA {self.name.upper()}"
"""


DEVICES = {
    it.name: it
    for it in (
        Device("a100", (8, 0), 108, 164 * _KIB, 163 * _KIB, 40 << 20, 80 * _GIB, 2039, 1.41, 64),
        Device("h100", (9, 0), 132, 228 * _KIB, 227 * _KIB, 50 << 20, 80 * _GIB, 3352, 1.98),
        Device("b200", (10, 0), 148, 228 * _KIB, 227 * _KIB, 126 << 20, 180 * _GIB, 7700, 1.97),
    )
}


def environment(dump: Path | None = None) -> dict[str, str]:
    """What must be set before jax is imported: where NVIDIA's assembler is, and that no GPU is
    looked for. With `dump` XLA writes PTX and HLO there."""
    toolkit = _toolkit()
    flags = [
        os.environ.get("XLA_FLAGS", ""),
        f"--xla_gpu_cuda_data_dir={toolkit}",
        # Without a device XLA cannot try which of Triton's shapes of a product is the fastest, and
        # older plugins refuse the program.
        "--xla_gpu_enable_triton_gemm=false",
    ]
    if dump is not None:
        flags += [f"--xla_dump_to={dump}", "--xla_dump_hlo_as_text", "--xla_dump_emitter_re=.*"]
    path = os.pathsep.join([str(toolkit / "bin"), os.environ.get("PATH", os.defpath)])
    return {
        "JAX_PLATFORMS": "cpu",
        # There is no driver whose version could be compared: without this JAX drops the plugin.
        "JAX_SKIP_CUDA_CONSTRAINTS_CHECK": "1",
        "PATH": path,
        "XLA_FLAGS": " ".join(flags).strip(),
    }


def topology(device: str, devices: int = 1) -> Any:
    """The devices of one machine, as `jax.experimental.topologies` gives them."""
    from jax.experimental import topologies

    if device not in DEVICES:
        raise ValueError(f"{device!r} is not a device: expected one of {sorted(DEVICES)}")
    return topologies.get_topology_desc(
        device,
        platform="cuda",
        target_config=DEVICES[device].description(),
        topology=f"1x1x{devices}",
    )


def ptxas() -> Path:
    """NVIDIA's assembler, of the installed nvidia-cuda-nvcc-cu12."""
    return _toolkit() / "bin/ptxas"


def _toolkit() -> Path:
    found = importlib.util.find_spec("nvidia")
    for place in found.submodule_search_locations or [] if found else []:
        folder = Path(place) / "cuda_nvcc"
        if (folder / "bin/ptxas").is_file():
            return folder
    raise ModuleNotFoundError("nvidia-cuda-nvcc-cu12 is not installed: there is no ptxas")
