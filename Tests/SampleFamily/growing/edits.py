"""What a commit does to a tree. A tree is a dictionary: path to text."""

import re
from collections.abc import Callable

Tree = dict[str, str]
Edit = Callable[[Tree], None]


def replace(path: str, old: str, new: str) -> Edit:
    """Replaces text that must be there."""

    def edit(tree: Tree) -> None:
        if old not in tree[path]:
            raise ValueError(f"{path} has no {old!r}")
        tree[path] = tree[path].replace(old, new)

    return edit


def rename(old: str, new: str, *paths: str) -> list[Edit]:
    """A new name in several files."""
    return [replace(path, old, new) for path in paths]


def write(path: str, text: str) -> Edit:
    """Writes a file anew."""
    return lambda tree: tree.__setitem__(path, text)


def move(old: str, new: str) -> Edit:
    """Gives a file another name."""
    return lambda tree: tree.__setitem__(new, tree.pop(old))


def append(path: str, text: str) -> Edit:
    """Adds to the end of a file, which may be new."""
    return lambda tree: tree.__setitem__(path, tree.get(path, "") + text)


def grow(path: str, name: str, by: int) -> Edit:
    """Makes the number after `name` greater."""

    def edit(tree: Tree) -> None:
        found = re.search(rf"({re.escape(name)})(\d+)", tree[path])
        if found is None:
            raise ValueError(f"{path} has no number after {name!r}")
        grown = f"{found[1]}{int(found[2]) + by}"
        tree[path] = tree[path][: found.start()] + grown + tree[path][found.end() :]

    return edit


def pin(name: str, revision: str) -> Edit:
    """Moves a pin of sync_deps.py."""

    def edit(tree: Tree) -> None:
        pattern = rf'("{re.escape(name)}": ")[0-9a-f]{{40}}"'
        tree["sync_deps.py"] = re.sub(pattern, rf'\g<1>{revision}"', tree["sync_deps.py"])

    return edit
