"""An include is followed to its end, and one that leads nowhere is red."""

import tempfile
import unittest
from pathlib import Path

import headers
from kit.verdict import Red


class Closure(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        for name in headers.PUBLIC:
            self.write(name, "#include <stdint.h>\n")

    def write(self, name: str, text: str, below: str = "one") -> None:
        path = self.folder / below / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def closure(self) -> list[str]:
        return list(headers.closure(headers.below(self.folder / "one", self.folder / "two")))

    def test_headers_are_followed_across_folders_and_in_circles(self) -> None:
        self.write("iree/runtime/api.h", '#include "iree/base/api.h"\n  #  include "iree/vm.h"\n')
        self.write("iree/base/api.h", '#include "iree/runtime/api.h"\n', "two")
        self.write("iree/vm.h", "", "two")
        self.write("iree/unused.h", "", "two")
        self.assertEqual(set(self.closure()), {*headers.PUBLIC, "iree/base/api.h", "iree/vm.h"})

    def test_a_header_that_is_missing_is_red_and_says_who_wants_it(self) -> None:
        self.write("iree/compiler/loader.h", '#include "iree/gone.h"\n')
        with self.assertRaisesRegex(Red, "iree/gone.h, which iree/compiler/loader.h includes"):
            self.closure()

    def test_a_public_header_that_is_gone_is_red(self) -> None:
        (self.folder / "one/openxla/partitioner/loader.h").unlink()
        with self.assertRaisesRegex(Red, "which a program includes"):
            self.closure()

    def test_what_only_looks_like_an_include_is_none(self) -> None:
        self.write("iree/compiler/loader.h", '// #include "iree/gone.h"\n')
        self.assertEqual(set(self.closure()), set(headers.PUBLIC))


if __name__ == "__main__":
    unittest.main()
