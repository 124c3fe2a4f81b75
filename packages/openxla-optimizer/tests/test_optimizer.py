"""What needs no plugin and no jaxlib: reading HLO, writing programs, counting, the plan."""

import sys
import types
import unittest
from pathlib import Path

from kit import plan

RECIPE = Path(__file__).parent.parent
sys.path.insert(0, str(RECIPE / "wheel/src"))
# What a build adds.
sys.modules["openxla.optimizer.version"] = types.SimpleNamespace(VERSION="0")  # type: ignore[assignment]

from openxla.optimizer import Partitioned, _hlo, _partition  # noqa: E402


def field(number: int, value: bytes | int) -> bytes:
    """One field of a protobuf message; all numbers here are small."""
    if isinstance(value, int):
        return bytes([number << 3, value])
    return bytes([number << 3 | 2, len(value)]) + value


def instruction(opcode: bytes) -> bytes:
    return field(2, field(1, b"name") + field(2, opcode) + field(9, 3))


MODULE = field(1, b"module") + field(3, instruction(b"add") + instruction(b"all-reduce"))
MODULE += field(3, instruction(b"add"))


class ReadingHLO(unittest.TestCase):
    def test_operations_of_every_computation_are_counted(self) -> None:
        self.assertEqual(_hlo.operations(MODULE), {"add": 2, "all-reduce": 1})

    def test_a_module_is_found_in_both_formats_and_in_a_dump(self) -> None:
        configured = field(1, MODULE) + field(2, b"config")
        self.assertEqual(_hlo.module(configured, "hlo_with_config"), MODULE)
        self.assertEqual(_hlo.module(MODULE, "hlo"), MODULE)
        self.assertEqual(_hlo.module_of_dump(configured), MODULE)

    def test_another_format_and_a_cut_message_are_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "not HLO: 'mlir'"):
            _hlo.module(MODULE, "mlir")
        for cut in (MODULE[:-1], b"\x0a", b"\xff\xff", b"\x0b\x01"):
            with self.assertRaisesRegex(ValueError, "no protobuf message"):
                list(_hlo.fields(cut))


class Partitioning(unittest.TestCase):
    def test_collectives_are_counted_in_both_spellings(self) -> None:
        text = '%0 = "stablehlo.all_reduce"(%a)\n%1 = stablehlo.all_gather %b\n stablehlo.add'
        self.assertEqual(Partitioned(text, 2).collectives, {"all_reduce": 1, "all_gather": 1})

    def test_the_callers_own_flags_are_kept(self) -> None:
        flags = _partition.environment(4, "/dumps")["XLA_FLAGS"].split()
        self.assertIn("--xla_force_host_platform_device_count=4", flags)
        self.assertIn("--xla_dump_to=/dumps", flags)


class ThePlan(unittest.TestCase):
    def test_both_ways_are_checked_on_every_target(self) -> None:
        for target in ("linux-x86_64", "linux-aarch64"):
            it = plan.read(RECIPE, target)
            for via in ("library", "partition"):
                self.assertTrue(it.via(via), f"{target}: {via}")
        self.assertIn("not-replaced", plan.read(RECIPE, "linux-x86_64").names)


if __name__ == "__main__":
    unittest.main()
