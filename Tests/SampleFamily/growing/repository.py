"""A bare repository that grows commit by commit, the same bytes each time."""

import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

_SETTINGS = {
    "uploadpack.allowFilter": "true",
    "uploadpack.allowAnySHA1InWant": "true",
    "gc.auto": "0",
}


class Repository:
    """One `git fast-import`, which tells each commit's id as soon as it is made.

    https://git-scm.com/docs/git-fast-import#_get_mark
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: dict[str, str] = {}
        self.ids: list[str] = []
        self._marks: list[int] = []
        self._last_mark = 0
        self._written: dict[str, str] = {}
        self._begins_at: int | None = None
        run = ["git", "--git-dir", str(path)]
        subprocess.run(
            ["git", "init", "--quiet", "--bare", "--initial-branch=main", str(path)], check=True
        )
        for name, value in _SETTINGS.items():
            subprocess.run([*run, "config", name, value], check=True)
        self._importing = subprocess.Popen(
            [*run, "fast-import", "--quiet", "--force", "--date-format=raw"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    @property
    def head(self) -> str:
        """The branch's newest commit."""
        return self.ids[-1]

    def commit(self, message: str, author: str, seconds: int) -> str:
        """Commits `files` as they are now."""
        self._last_mark += 1
        mark = self._last_mark
        who = f"{author} {seconds} +0000"
        lines = ["commit refs/heads/main", f"mark :{mark}", f"author {who}", f"committer {who}"]
        self._write("\n".join(lines) + "\n")
        self._data(message + "\n")
        if self._begins_at is not None:
            self._write(f"from :{self._begins_at}\ndeleteall\n")
            self._written, self._begins_at = {}, None
        for path in sorted(self._written.keys() - self.files.keys()):
            self._write(f"D {path}\n")
        for path, text in sorted(self.files.items()):
            if self._written.get(path) != text:
                self._write(f"M 100644 inline {path}\n")
                self._data(text)
        self._written = dict(self.files)
        self._write(f"\nget-mark :{mark}\n")
        self.ids.append(self._answer())
        self._marks.append(mark)
        return self.head

    def rewind(self, count: int, files: dict[str, str]) -> None:
        """The next commit replaces the newest `count`: a force-push."""
        del self.ids[-count:]
        del self._marks[-count:]
        self._begins_at = self._marks[-1]
        self.files = dict(files)

    def tag(self, name: str) -> None:
        """A plain tag at the newest commit."""
        self._write(f"reset refs/tags/{name}\nfrom :{self._marks[-1]}\n\n")

    def _write(self, text: str) -> None:
        assert self._importing.stdin
        self._importing.stdin.write(text.encode())

    def _data(self, text: str) -> None:
        self._write(f"data {len(text.encode())}\n{text}\n")

    def _answer(self) -> str:
        assert self._importing.stdin
        assert self._importing.stdout
        self._importing.stdin.flush()
        return self._importing.stdout.readline().decode().strip()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._importing.stdin
        self._importing.stdin.close()
        if self._importing.wait() != 0 and error is None:
            raise RuntimeError(f"git fast-import failed in {self.path}")
