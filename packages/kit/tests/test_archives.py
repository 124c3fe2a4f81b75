"""Archives are the same bytes each time, hold what was put in, and let nothing out of their folder."""

import io
import json
import shutil
import subprocess
import tarfile
import tempfile
import unittest
from pathlib import Path

from kit import archives, packed_sources, trees
from kit.packed_sources import Source
from kit.verdict import Red, Unjudged


class Sources(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.source = self.folder / "source"
        (self.source / "a/b").mkdir(parents=True)
        (self.source / "a.txt").write_text("text\n")
        (self.source / "a/b/long").write_bytes(bytes(range(256)) * 5)
        (self.source / "a/run.sh").write_text("#!/bin/sh\n")
        (self.source / "a/run.sh").chmod(0o700)

    def archive(self, name: str) -> Path:
        """One piece of the source, one text, joined."""
        found = archives.files(self.source)
        names = [f"p/c/{it.relative_to(self.source)}" for it in found]
        archives.piece(zip(names, found, strict=True), self.folder / f"{name}.piece")
        to = self.folder / f"{name}.tar.xz"
        archives.join([self.folder / f"{name}.piece"], {"p/release.json": "{}\n"}, to)
        return to


class Archives(Sources):
    def test_what_is_unpacked_is_what_was_packed(self) -> None:
        names = archives.unpack(self.archive("one"), self.folder / "to")
        self.assertEqual(len(names), 4)
        there = self.folder / "to/p/c"
        self.assertEqual(trees.object_id(there), trees.object_id(self.source))
        self.assertEqual((self.folder / "to/p/release.json").read_text(), "{}\n")

    def test_dates_owners_and_order_do_not_vary_the_bytes(self) -> None:
        one = self.archive("one").read_bytes()
        shutil.copytree(self.source, self.folder / "other")
        self.source = self.folder / "other"
        (self.source / "a.txt").touch()
        self.assertEqual(self.archive("two").read_bytes(), one)

    def test_the_tar_of_the_system_reads_it(self) -> None:
        listed = subprocess.run(
            ["tar", "-tJf", self.archive("one")], check=True, capture_output=True, text=True
        ).stdout
        self.assertEqual(
            sorted(listed.split()),
            sorted(["p/c/a.txt", "p/c/a/b/long", "p/c/a/run.sh", "p/release.json"]),
        )

    def test_a_link_in_the_sources_is_refused(self) -> None:
        (self.source / "link").symlink_to("/etc/passwd")
        with self.assertRaisesRegex(Red, "link: neither a file nor a folder"):
            archives.files(self.source)

    def refuses(self, member: tarfile.TarInfo, words: str) -> None:
        path = self.folder / "hostile.tar.xz"
        with tarfile.open(path, "w:xz") as tar:
            tar.addfile(member, io.BytesIO(bytes(member.size)))
            tar.addfile(member, io.BytesIO(bytes(member.size)))
        with self.assertRaisesRegex(Red, words):
            archives.unpack(path, self.folder / "to")

    def test_what_leaves_the_folder_or_is_no_file_or_is_there_twice_is_refused(self) -> None:
        self.refuses(tarfile.TarInfo("p/../../evil"), "not a file below")
        self.refuses(tarfile.TarInfo("/evil"), "not a file below")
        link = tarfile.TarInfo("p/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc"
        self.refuses(link, "not a file below")
        self.refuses(tarfile.TarInfo("p/a"), "there twice")

    def test_a_torn_archive_is_red(self) -> None:
        path = self.archive("one")
        path.write_bytes(path.read_bytes()[:-20])
        with self.assertRaises(Red):
            archives.unpack(path, self.folder / "to")


class Trees(Sources):
    def test_ids_are_those_that_git_gives(self) -> None:
        git = [
            "git",
            "-C",
            str(self.source),
            "-c",
            "core.autocrlf=false",
            "-c",
            "core.fileMode=true",
        ]
        subprocess.run([*git, "init", "--quiet"], check=True)
        subprocess.run([*git, "add", "--all"], check=True)
        told = subprocess.run([*git, "write-tree"], check=True, capture_output=True, text=True)
        shutil.rmtree(self.source / ".git")
        self.assertEqual(trees.object_id(self.source), told.stdout.strip())

    def test_mode_and_content_and_names_count(self) -> None:
        before = trees.object_id(self.source)
        (self.source / "a.txt").chmod(0o755)
        after = trees.object_id(self.source)
        self.assertNotEqual(after, before)
        (self.source / "a.txt").rename(self.source / "b.txt")
        self.assertNotEqual(trees.object_id(self.source), after)


class Pins(Sources):
    def given(self, revision: str) -> list[Source]:
        ids = {
            "a": trees.object_id(self.source / "a"),
            "a.txt": trees.object_id(self.source / "a.txt"),
        }
        return [Source("c", self.source, ids, {"revision": revision})]

    def test_every_declared_path_is_compared(self) -> None:
        archives.unpack(self.archive("one"), self.folder / "to")
        given, there = self.given("1" * 40), self.folder / "to/p"
        self.assertEqual(
            packed_sources.same_trees(there, given), "2 paths have the pinned object ids"
        )
        (there / "c/a/b/long").write_text("changed")
        with self.assertRaisesRegex(AssertionError, "c: a is .*, pinned"):
            packed_sources.same_trees(there, given)
        shutil.rmtree(there / "c/a")
        with self.assertRaisesRegex(AssertionError, "a is not in the archive"):
            packed_sources.same_trees(there, given)

    def test_a_manifest_of_other_pins_is_red(self) -> None:
        told = {
            "version": "1.0.0",
            "pin-set": {"digest": "d", "pins": {"c": {"revision": "1" * 40}}},
        }
        (self.folder / "release.json").write_text(
            packed_sources.manifest(told, self.given("2" * 40))
        )
        with self.assertRaisesRegex(AssertionError, "pinned is 1111"):
            packed_sources.same_pins(self.folder, told, self.given("2" * 40))

    def test_missing_sources_say_nothing_about_the_pins(self) -> None:
        told = {"sources": {"c": {"path": "/src/c", "trees": {"": "1"}}}}
        self.assertEqual(packed_sources.sources(told, ["c"])[0].trees, {"": "1"})
        with self.assertRaisesRegex(Unjudged, r"no sources of \['d'\]"):
            packed_sources.sources(told, ["c", "d"])
        (self.folder / "inputs.json").write_text(json.dumps(told))
        with self.assertRaisesRegex(Unjudged, "has no"):
            packed_sources.packed(self.folder / "inputs.json")


if __name__ == "__main__":
    unittest.main()
