"""What was compiled, on disk. Deleting any of it costs time and nothing else."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FORMAT = 1


@dataclass(frozen=True)
class Cache:
    """A folder with a file for each key; several processes may use it at once."""

    folder: Path

    @staticmethod
    def default() -> "Cache":
        """`$OPENXLA_TRITON_CACHE`, else in the user's folder for caches."""
        chosen = os.environ.get("OPENXLA_TRITON_CACHE")
        if chosen:
            return Cache(Path(chosen))
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        return Cache(Path(base) / "openxla/triton-jit")

    @staticmethod
    def key(facts: Mapping[str, Any]) -> str:
        """The name of everything that decides what is compiled."""
        text = json.dumps({"format": _FORMAT, **facts}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def get(self, key: str) -> dict[str, Any] | None:
        """What was kept; None when nothing was, or when it is not what was written."""
        try:
            head, body = self._file(key).read_bytes().split(b"\n", 1)
            if head.decode() != hashlib.sha256(body).hexdigest():
                return None
            return dict(json.loads(body))
        except (OSError, ValueError):
            return None

    def put(self, key: str, entry: Mapping[str, Any]) -> None:
        """Keeps it whole or not at all; a cache that cannot be written is no error."""
        body = json.dumps(entry).encode()
        file = self._file(key)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as new:
                new.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            os.replace(new.name, file)
        except OSError:
            return

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.kernel"
