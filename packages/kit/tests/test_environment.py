"""How a process ends is what its check says."""

import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from kit import environment
from kit.environment import Environment, Outcome
from kit.journal import GREEN, RED, UNJUDGED


class Processes(unittest.TestCase):
    def python(self, code: str, seconds: int = 60, cpu_seconds: int = 60) -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            command = environment.limited([sys.executable, "-c", code], cpu_seconds)
            with contextlib.redirect_stderr(io.StringIO()):
                return environment.run(command, {"GIVEN": "yes"}, seconds, Path(folder))

    def test_a_crash_is_red_with_the_signals_name_and_the_last_words(self) -> None:
        words = "import os, signal, sys; print('last words', file=sys.stderr, flush=True); "
        for name in ("SIGSEGV", "SIGABRT"):
            ended = self.python(words + f"os.kill(os.getpid(), signal.{name})")
            self.assertEqual(ended.outcome, RED)
            self.assertIn(f"ended by {name}: last words", ended.detail)

    def test_used_up_processor_time_is_red(self) -> None:
        ended = self.python("while True: pass", cpu_seconds=1)
        self.assertEqual(ended.outcome, RED)
        self.assertIn("ended by SIGXCPU", ended.detail)

    def test_a_kill_from_outside_and_the_walls_clock_are_unjudged(self) -> None:
        killed = self.python("import os; os.kill(os.getpid(), 9)")
        self.assertEqual(killed.outcome, UNJUDGED)
        self.assertIn("ended by SIGKILL", killed.detail)
        self.assertEqual(self.python("import time; time.sleep(60)", seconds=1).outcome, UNJUDGED)

    def test_every_process_of_a_check_has_a_limit_of_its_processor_time(self) -> None:
        for emulator, limit in (
            ([], environment.CPU_SECONDS),
            (["qemu"], environment.EMULATED_CPU_SECONDS),
        ):
            here = Environment("aarch64", emulator, ["python"], Path("/site"), None)
            with mock.patch.object(environment, "run") as run:
                here.run(["tool"], JAX_PLATFORMS="cpu")
            command, variables, seconds = run.call_args.args
            self.assertIn(f"ulimit -S -t {limit};", " ".join(command))
            self.assertLess(limit, seconds, "the wall clock, which judges nothing, would be first")
            self.assertEqual(variables["JAX_PLATFORMS"], "cpu")

    def test_a_process_sees_the_variables_that_it_is_given_and_no_others(self) -> None:
        ended = self.python("import os; print(os.environ['GIVEN'], 'HOME' in os.environ)")
        self.assertEqual((ended.outcome, ended.output), (GREEN, "yes False\n"))


class Outcomes(unittest.TestCase):
    def test_what_a_check_said_stands_before_how_its_process_ended(self) -> None:
        noise = "leaked " * 300
        said = Outcome(RED, "progress\nAssertionError: 19 of 36", f"exit code 1: {noise}", 1).detail
        self.assertTrue(said.startswith("AssertionError: 19 of 36 exit code 1: "), said)
        self.assertLessEqual(len(said), 600)

    def test_a_crash_says_its_last_words_and_the_innermost_frame(self) -> None:
        errors = (
            f"ended by SIGABRT: {'x' * 900} size 32, got 24\n*** Check failure stack trace: ***\n"
        )
        errors += (
            f"{'    @     0x7f00 xla::Client()' + chr(10)}" * 30 + "Fatal Python error: Aborted\n"
        )
        said = Outcome(RED, "", f"{errors}File a.py in create\n{'File b.py ' * 90}", 1).detail
        self.assertIn("size 32, got 24 Fatal Python error: Aborted File a.py in create", said)
        self.assertLessEqual(len(said), 600)

    def test_requirements_that_contradict_each_other_are_named(self) -> None:
        output = "Looking in links: /in\nThe conflict is caused by:\n    The user requested a==1\n"
        output += "    b 2 depends on a>=2\n\nTo fix this you could try to:\n1. loosen"
        refused = environment._disagreement(Outcome(RED, output, "exit code 1: ERROR: x", 1))
        expected = "The user requested a==1; b 2 depends on a>=2 exit code 1: ERROR: x"
        self.assertEqual(refused.detail, expected)
        installed = Outcome(GREEN, "Successfully installed a b c", "", 1)
        self.assertEqual(environment._disagreement(installed).detail, "")

    def test_what_was_not_said_is_red(self) -> None:
        green = Outcome(GREEN, "4 devices", "", 1)
        self.assertEqual(green.expecting("4 devices").outcome, GREEN)
        self.assertEqual(green.expecting("5 devices").outcome, RED)
        self.assertEqual(green.then(Outcome(RED, "", "x", 2)).seconds, 3)


if __name__ == "__main__":
    unittest.main()
