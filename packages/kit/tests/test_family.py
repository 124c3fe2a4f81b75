"""What the checks of the packages around JAX share, without installing anything."""

import contextlib
import io
import json
import threading
from unittest import mock

from kit import family
from kit.environment import Environment, Outcome
from kit.family import Checks
from kit.journal import GREEN, RED, UNJUDGED, Journal
from kit.plan import Plan
from kit.tests.wheels import InTemporaryFolder
from kit.verdict import Unjudged


class TheChecks(InTemporaryFolder):
    def checks(self, *names: str) -> Checks:
        plan = Plan("linux-x86_64", None, list(names), {})
        it = Checks("openxla-some", "1.0.0", plan, Journal(plan, self.folder / "checks.jsonl"))
        it.use(Environment("x86_64", [], ["python"], self.folder, None))
        return it

    def told(self, outcome: Outcome) -> Outcome:
        """How the check of the version takes what the package says."""
        with mock.patch.object(Environment, "run", return_value=outcome):
            return self.checks("version").version(["openxla.some", "--version"])

    def test_a_package_of_another_version_or_made_of_nothing_is_red(self) -> None:
        made = {"jaxlib": {"version": "0.9.2"}}
        for release, expected in (
            ({"version": "1.0.0", "made-of": made}, GREEN),
            ({"version": "1.0.1", "made-of": made}, RED),
            ({"version": "1.0.0", "made-of": {}}, RED),
            ({"version": "1.0.0"}, RED),
        ):
            found = self.told(Outcome(GREEN, json.dumps(release), "", 1))
            self.assertEqual(found.outcome, expected, release)
        self.assertEqual(self.told(Outcome(GREEN, "not JSON", "", 1)).outcome, RED)
        self.assertEqual(self.told(Outcome(UNJUDGED, "", "SIGKILL", 1)).outcome, UNJUDGED)

    def test_a_missing_lock_or_wheel_of_ours_is_unjudged(self) -> None:
        with self.assertRaisesRegex(
            Unjudged, "openxla-some-1.0.0-linux-x86_64.lock.txt is missing"
        ):
            self.checks("install").install([])
        with (
            mock.patch.object(family, "NEEDS", self.folder),
            self.assertRaisesRegex(Unjudged, "for the compiler"),
        ):
            family.compiler("linux-x86_64")

    def test_a_check_that_cannot_be_judged_is_noted_as_that(self) -> None:
        def refuse() -> Outcome:
            raise Unjudged("no compiler")

        it = self.checks("one")
        with contextlib.redirect_stdout(io.StringIO()):
            it.judge("one", refuse)
        self.assertEqual(it.journal.outcomes["one"], (UNJUDGED, "no compiler"))


class SideBySide(InTemporaryFolder):
    def test_jobs_run_beside_each_other_and_a_mistake_of_ours_is_not_lost(self) -> None:
        both = threading.Barrier(2, timeout=30)
        family.all_of([both.wait, both.wait])  # type: ignore[list-item]
        with self.assertRaises(KeyError):
            family.all_of([lambda: None, lambda: {}["x"]])
