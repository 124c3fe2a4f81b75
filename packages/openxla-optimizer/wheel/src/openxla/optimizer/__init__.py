"""Divides StableHLO programs among devices.

partition(text, devices=4).text        StableHLO for one device of four, with collectives: jaxlib
Optimizer(plugin, cpu_device_count=4)  HLO optimized for a plugin's devices: our C library
"""

from ._abi import OptimizerError
from ._library import Optimizer, Program, Results, header, library, tool
from ._partition import Partitioned, PartitionError, partition
from .version import VERSION as __version__

__all__ = [
    "Optimizer",
    "OptimizerError",
    "PartitionError",
    "Partitioned",
    "Program",
    "Results",
    "__version__",
    "header",
    "library",
    "partition",
    "tool",
]
