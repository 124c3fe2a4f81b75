"""What the runtime's tool lists is read, not believed."""

import unittest
from pathlib import Path

import check
from kit import plan
from kit.environment import Outcome
from kit.journal import GREEN, RED

RECIPE = Path(__file__).parent.parent
LISTED = """# ============
# Available HAL drivers
# ============
# Use --list_devices={driver name} to enumerate available devices.

        cuda: NVIDIA CUDA
  local-sync: Local execution using a lightweight inline synchronous queue
  local-task: Local execution using the IREE multithreading task system
"""


class Drivers(unittest.TestCase):
    def test_the_drivers_that_every_machine_has_are_enough(self) -> None:
        outcome = check.has_drivers(Outcome(GREEN, LISTED, "", 0.1))
        self.assertEqual((outcome.outcome, outcome.output), (GREEN, "cuda, local-sync, local-task"))

    def test_one_that_fell_out_is_red_and_named(self) -> None:
        listed = LISTED.replace("  local-task:", "  remote-task:")
        outcome = check.has_drivers(Outcome(GREEN, listed, "", 0.1))
        self.assertEqual(outcome.outcome, RED)
        self.assertIn("no driver ['local-task']", outcome.errors)

    def test_an_empty_list_is_red(self) -> None:
        self.assertEqual(check.has_drivers(Outcome(GREEN, "", "", 0.1)).outcome, RED)


class ThePlan(unittest.TestCase):
    def test_every_target_has_checks(self) -> None:
        for target in ("linux-x86_64", "linux-aarch64"):
            self.assertIn("drivers", plan.read(RECIPE, target).names)


if __name__ == "__main__":
    unittest.main()
