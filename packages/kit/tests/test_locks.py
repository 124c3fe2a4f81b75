"""A lock file names every file of a release by hash."""

import unittest

from kit import locks
from kit.inputs import Inputs
from kit.tests.wheels import InTemporaryFolder
from kit.verdict import Red, sha256


class Locks(InTemporaryFolder):
    GIVEN = Inputs("linux-x86_64", "1.0.0", 1763769600, {}, {}, {})

    def test_a_lock_reads_back_as_it_was_written(self) -> None:
        wheel = self.wheel("iree-base-runtime", {})
        others = {"numpy": ("2.4.6", ["a" * 64, "b" * 64]), "ml-dtypes": ("0.6.0", ["c" * 64])}
        path = locks.write("some-package", self.GIVEN, locks.entries([wheel]), others, self.folder)
        self.assertEqual(path.name, "some-package-1.0.0-linux-x86_64.lock.txt")
        self.assertIn("# Installs exactly some-package 1.0.0 on linux-x86_64:", path.read_text())
        self.assertEqual(
            locks.third_party(path), others | {"iree-base-runtime": ("3.9.0", [sha256(wheel)])}
        )

    def test_the_files_of_each_python_are_locked_together(self) -> None:
        wheels = []
        for tag in ("cp311", "cp313"):
            path = self.folder / f"jaxlib-0.9.2-{tag}-{tag}-manylinux_2_27_x86_64.whl"
            path.write_text(tag)
            wheels.append(path)
        expected = {"jaxlib": ("0.9.2", [sha256(it) for it in wheels])}
        self.assertEqual(locks.entries(wheels), expected)

    def test_what_is_locked_twice_is_red(self) -> None:
        ours = {"numpy": ("2.4.6", ["a" * 64])}
        with self.assertRaisesRegex(Red, "locked twice: .'numpy'"):
            locks.write("some-package", self.GIVEN, ours, ours, self.folder)

    def test_anything_not_pinned_and_hashed_is_refused(self) -> None:
        for line in (
            "numpy\n",
            "numpy==2.0\n",
            "numpy>=2 \\\n    --hash=sha256:" + "a" * 64 + "\n",
            "--index-url x\n",
        ):
            path = self.folder / "lock.txt"
            path.write_text(line)
            with self.assertRaisesRegex(ValueError, "not a pinned, hashed requirement"):
                locks.third_party(path)


if __name__ == "__main__":
    unittest.main()
