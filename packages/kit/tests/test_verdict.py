"""A check that ran nothing is red; what we could not tell is unjudged."""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
import unittest.mock
from pathlib import Path
from typing import Any

from kit import plan
from kit.environment import LIMIT_SECONDS, run
from kit.journal import GREEN, RED, UNJUDGED, Journal
from kit.verdict import Red, Unjudged, conclude

KIT = Path(__file__).parent.parent


class Verdict(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        for stream in (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            stream.__enter__()
            self.addCleanup(stream.__exit__, None, None, None)

    def judged(
        self, outcomes: dict[str, str], optional: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """The result of a check with three declared checks."""
        names = ["install", "mlp/llvm-cpu/python", "mlp/cuda/python"]
        journal = Journal(
            plan.Plan("linux-x86_64", None, names, optional or {}), self.folder / "checks.jsonl"
        )
        for name, outcome in outcomes.items():
            journal.add(name, outcome, f"words of {name}", 0.1, "use")
        facts: dict[str, Any] = {"package": "openxla-compiler"}
        self.code = conclude(self.folder, facts, journal.conclude)
        self.assertEqual(json.loads((self.folder / "result.json").read_text()), facts)
        return facts

    ALL = {"install": GREEN, "mlp/llvm-cpu/python": GREEN, "mlp/cuda/python": GREEN}

    def test_all_green_is_green(self) -> None:
        self.assertEqual((self.judged(self.ALL)["verdict"], self.code), ("green", 0))

    def test_a_check_that_ran_nothing_is_red(self) -> None:
        facts = self.judged({})
        self.assertEqual((facts["verdict"], facts["executed"], self.code), ("red", 0, 1))

    def test_a_declared_check_that_did_not_run_is_red(self) -> None:
        facts = self.judged({"install": GREEN, "mlp/llvm-cpu/python": GREEN})
        self.assertEqual((facts["verdict"], facts["missing"]), ("red", ["mlp/cuda/python"]))

    def test_one_red_is_red_and_says_why_even_beside_an_unjudged_one(self) -> None:
        facts = self.judged(self.ALL | {"mlp/cuda/python": RED, "install": UNJUDGED})
        self.assertEqual((facts["verdict"], facts["red"]), ("red", ["mlp/cuda/python"]))
        self.assertIn("words of mlp/cuda/python", facts["reason"])

    def test_an_optional_red_is_told_but_not_red(self) -> None:
        facts = self.judged(self.ALL | {"mlp/cuda/python": RED}, {"mlp/cuda/python": "why"})
        self.assertEqual((facts["verdict"], facts["optional-red"]), ("green", ["mlp/cuda/python"]))

    def test_unjudged_is_not_red(self) -> None:
        facts = self.judged(self.ALL | {"mlp/cuda/python": UNJUDGED})
        self.assertEqual((facts["verdict"], self.code), ("unjudged", 75))

    def test_an_undeclared_check_is_a_mistake_of_the_recipe(self) -> None:
        with self.assertRaisesRegex(ValueError, "not declared"):
            self.judged({"surprise": GREEN})

    def test_what_this_python_skips_is_neither_noted_nor_missed(self) -> None:
        recipe = self.folder / "recipe"
        recipe.mkdir()
        checks = [{"package": ["install", "tools"]}]
        text = json.dumps({"targets": {"linux-x86_64": {"checks": checks}}})
        (recipe / "package.json").write_text(text)
        with unittest.mock.patch.dict(os.environ, {"ROLLER_CHECKS": "install"}):
            brief = plan.read(recipe, "linux-x86_64")
        journal = Journal(brief, self.folder / "checks.jsonl")
        for name in ("install", "tools"):
            journal.add(name, GREEN, "", 0.1, "use")
        facts: dict[str, Any] = {"package": "openxla-compiler"}
        self.assertEqual(conclude(self.folder, facts, journal.conclude), 0)
        self.assertEqual((facts["expected"], facts["executed"]), (1, 1))
        with (
            unittest.mock.patch.dict(os.environ, {"ROLLER_CHECKS": "other"}),
            self.assertRaisesRegex(ValueError, "ROLLER_CHECKS"),
        ):
            plan.read(recipe, "linux-x86_64")

    def test_no_disk_is_unjudged_and_red_is_red(self) -> None:
        for error, code in (
            (OSError(28, "No space left on device"), 75),
            (Unjudged("x"), 75),
            (KeyError("x"), 75),
            (Red("x"), 1),
        ):

            def judge(_: dict[str, Any], error: Exception = error) -> None:
                raise error

            self.assertEqual(conclude(self.folder, {"package": "p"}, judge), code)

    def test_how_a_process_ends_is_how_its_check_ends(self) -> None:
        def outcome(code: str, seconds: int = LIMIT_SECONDS) -> str:
            with contextlib.chdir(self.folder):
                return _run_here(["/bin/sh", "-c", code], seconds)

        self.assertEqual(outcome("echo fine"), GREEN)
        self.assertEqual(outcome("exit 3"), RED)
        self.assertEqual(outcome("kill -SEGV $$"), RED)
        for signal in ("HUP", "INT", "QUIT", "KILL", "TERM"):
            self.assertEqual(_run_here(dying_of(signal), LIMIT_SECONDS), UNJUDGED)
        self.assertEqual(outcome("sh -c 'kill -KILL $$'; exit $?"), UNJUDGED)
        self.assertEqual(outcome("echo '[Errno 28] x'; exit 1"), UNJUDGED)
        self.assertEqual(outcome("echo 'No space left on device' >&2; exit 1"), UNJUDGED)
        self.assertEqual(outcome("exec sleep 60", 1), UNJUDGED)


def dying_of(signal: str) -> list[str]:
    """A process that a signal ends, also where these tests were started with that signal ignored."""
    code = (
        "import os, signal\n"
        f"number = signal.SIG{signal}\n"
        "if number != signal.SIGKILL: signal.signal(number, signal.SIG_DFL)\n"
        "os.kill(os.getpid(), number)\n"
    )
    return [sys.executable, "-c", code]


def _run_here(command: list[str], seconds: int) -> str:
    return run(command, {"PATH": "/usr/bin:/bin"}, seconds, cwd=Path(".")).outcome


class Flavours(unittest.TestCase):
    def test_the_chosen_flavours_members_replace_those_of_the_top(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            data = {"name": "p", "needs": ["a"], "plugins": ["x"], "flavour": "source",
                    "flavours": {"wheel": {"needs": ["b"]}, "source": {"needs": ["c"]}}}  # fmt: skip
            Path(folder, "package.json").write_text(json.dumps(data))
            it = plan.definition(Path(folder))
        self.assertEqual((it["needs"], it["plugins"]), (["c"], ["x"]))

    def test_a_plan_without_checks_is_a_mistake(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            targets = {"linux-x86_64": {"checks": [{"package": ["a", "a"]}]}}
            Path(folder, "package.json").write_text(json.dumps({"targets": targets}))
            with self.assertRaisesRegex(ValueError, "not distinct"):
                plan.read(Path(folder), "linux-x86_64")


class Digest(unittest.TestCase):
    def test_names_and_bytes_count_and_dates_do_not(self) -> None:
        tool = KIT.parent.parent / "images/linux/digest.sh"

        def digest(folder: str) -> str:
            return subprocess.run([tool, folder], check=True, capture_output=True, text=True).stdout

        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            for folder in (one, two):
                Path(folder, "a").write_text("1")
            Path(two, "a").touch()
            self.assertEqual(digest(one), digest(two))
            self.assertRegex(digest(one), r"^sha256:[0-9a-f]{64}\n$")
            Path(two, "a").rename(Path(two, "b"))
            self.assertNotEqual(digest(one), digest(two))


if __name__ == "__main__":
    unittest.main()
