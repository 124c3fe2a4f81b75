"""What package.json promises is what the checks are made of."""

import unittest
from pathlib import Path

from kit import plan

RECIPE = Path(__file__).parent.parent


class ThePlan(unittest.TestCase):
    def test_every_target_declares_checks_for_every_device(self) -> None:
        for target in ("linux-x86_64", "linux-aarch64"):
            it = plan.read(RECIPE, target)
            self.assertEqual({device for _, device in it.via("python")}, set(plan.devices(RECIPE)))

    def test_every_program_of_the_plan_exists(self) -> None:
        names = {
            name.split("/")[0] for name in plan.read(RECIPE, "linux-x86_64").names if "/" in name
        }
        self.assertEqual(names, {path.stem for path in (RECIPE / "programs").glob("*.mlir")})


if __name__ == "__main__":
    unittest.main()
