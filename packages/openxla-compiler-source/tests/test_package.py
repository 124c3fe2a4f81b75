"""What package.json declares is what the scripts pack."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

import build
from kit import plan
from kit.packed_sources import Source
from kit.verdict import Red

RECIPE = Path(__file__).parent.parent


class Declared(unittest.TestCase):
    def test_every_input_is_packed_and_nothing_else(self) -> None:
        inputs = plan.definition(RECIPE)["inputs"]
        self.assertEqual({it["component"] for it in inputs}, set(build.COMPONENTS))

    def test_licences_are_among_the_declared_paths(self) -> None:
        for it in plan.definition(RECIPE)["inputs"]:
            self.assertIn("LICENSE", it["paths"], it["component"])


class Packing(unittest.TestCase):
    def packed(self, source: Source) -> dict[str, Any]:
        facts: dict[str, Any] = {"files": [], "checks": []}
        with mock.patch.object(build, "OUT", source.place.parent):
            build.pack(source, facts)
        return facts

    def test_a_piece_is_told_with_its_digest(self) -> None:
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
            place = Path(folder, "flatcc")
            place.mkdir()
            (place / "LICENSE").write_text("free")
            facts = self.packed(Source("flatcc", place, {}, {}))
        self.assertEqual(facts["files"][0]["name"], "flatcc.piece.xz")
        self.assertEqual(facts["checks"][0]["detail"], "1 files")

    def test_a_component_without_files_is_red(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder, "flatcc")
            place.mkdir()
            with self.assertRaisesRegex(Red, "the declared paths have no file"):
                self.packed(Source("flatcc", place, {}, {}))


if __name__ == "__main__":
    unittest.main()
