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

    def test_a_constant_of_booleans_is_checked_in_both_forms(self) -> None:
        names = plan.read(RECIPE, "linux-x86_64").names
        for form in ("python", "portable"):
            self.assertIn(f"mask/llvm-cpu/{form}", names)
        portable = (RECIPE / "programs/mask.mlirbc").read_bytes()
        self.assertTrue(portable.startswith(b"ML\xefR"), "it is not MLIR's bytecode")
        self.assertIn(b"StableHLO_v1.0.0", portable)

    def test_every_portable_artifact_of_the_plan_exists(self) -> None:
        for target in ("linux-x86_64", "linux-aarch64"):
            for program, _ in plan.read(RECIPE, target).via("portable"):
                self.assertTrue((RECIPE / f"programs/{program}.mlirbc").exists(), program)


if __name__ == "__main__":
    unittest.main()
