"""The plan, the programs and their numbers agree, and an answer about plugins is read as one."""

import contextlib
import io
import json
import tempfile
import unittest
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import check
from kit import plan
from kit.elemental_check import Built, ElementalCheck
from kit.environment import Outcome
from kit.journal import GREEN, RED, Journal

RECIPE = Path(__file__).parent.parent
TARGETS = ("linux-x86_64", "linux-aarch64")


class ThePlan(unittest.TestCase):
    def test_every_program_of_the_plan_exists_and_has_numbers(self) -> None:
        programs = {path.stem for path in (RECIPE / "programs").glob("*.mlir")}
        self.assertEqual(set(check.NUMBERS), programs)
        for target in TARGETS:
            planned = {program for program, _ in plan.read(RECIPE, target).via("command")}
            self.assertTrue(planned and planned <= programs)

    def test_every_device_of_the_plan_can_run(self) -> None:
        devices = plan.devices(RECIPE)
        for target in TARGETS:
            for _, device in plan.read(RECIPE, target).via("command"):
                self.assertIsNotNone(devices[device].runs_on)

    def test_the_expected_numbers_are_the_programs(self) -> None:
        given, expected = check.NUMBERS["elementwise"]
        x = _numbers(given[0])
        self.assertEqual([(it + 1) * it for it in x], _numbers(expected))
        given, expected = check.NUMBERS["matmul"]
        a, b = (_numbers(it) for it in given)
        product = [
            sum(a[3 * row + i] * b[2 * i + column] for i in range(3))
            for row in range(2)
            for column in range(2)
        ]
        self.assertEqual(product, _numbers(expected))

    def test_the_plugins_are_promised_in_package_json_and_checked(self) -> None:
        self.assertIn("input_stablehlo", plan.definition(RECIPE)["plugins"])
        for target in TARGETS:
            self.assertIn("plugins", plan.read(RECIPE, target).names)


@dataclass
class Installed:
    """An installation whose processes end as the test says."""

    outcome: Outcome
    site: Path = Path("/site")
    python: list[str] = field(default_factory=list)

    def run(self, _: list[str]) -> Outcome:
        return self.outcome


class Plugins(unittest.TestCase):
    def asked(self, outcome: Outcome) -> tuple[list[str], str]:
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            it = plan.read(RECIPE, "linux-x86_64")
            journal = Journal(it, Path(folder, "checks.jsonl"))
            checked = ElementalCheck("p", "c", it, journal, Built({}, {}))
            installed: Any = Installed(outcome)
            return check.plugins(checked, installed), journal.outcomes["plugins"][0]

    def test_what_the_compiler_names_is_the_answer(self) -> None:
        told = {"revision": "1 @ abc", "plugins": ["input_torch"], "backends": []}
        output = f"a warning of the library\n{json.dumps(told)}\n"
        self.assertEqual(self.asked(Outcome(GREEN, output, "", 1)), (["input_torch"], GREEN))

    def test_a_compiler_that_crashes_has_no_plugins(self) -> None:
        self.assertEqual(self.asked(Outcome(RED, "", "signal 11", 1)), ([], RED))


def _numbers(text: str) -> list[float]:
    return [float(it) for it in text.split("=")[1].split()]


if __name__ == "__main__":
    unittest.main()
