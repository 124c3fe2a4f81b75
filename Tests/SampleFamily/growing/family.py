"""The family: repositories that grow side by side on one clock, and what happened to them."""

import random
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from growing.chores import chore
from growing.edits import Edit, Tree, pin
from growing.repository import Repository

COMPONENTS = ("iree", "openxla-nvgpu", "openxla-pjrt-plugin", "xla", "jax")
SOURCES = Path(__file__).parent.parent
#: What each component records in its sync_deps.py.
RECORDS = {
    "openxla-nvgpu": ("iree", "openxla-pjrt-plugin"),
    "openxla-pjrt-plugin": ("iree", "jax", "xla"),
}
_AUTHORS = (
    "Ada Lindqvist <ada@sample.example>",
    "Bence Moreau <bence@sample.example>",
    "Chidi Navarro <chidi@sample.example>",
    "Dagny Okafor <dagny@sample.example>",
    "Emre Petrov <emre@sample.example>",
)
_FIRST_SECOND = 1772442000  # 2026-03-02T09:00:00Z


@dataclass(frozen=True)
class Step:
    """One commit; with an event's name when tests want to point at it."""

    component: str
    subject: str
    edits: list[Edit] = field(default_factory=list)
    event: str = ""
    why: str = ""


@dataclass(frozen=True)
class Roll:
    """The component records the others' heads, as its bot does when they work together."""

    component: str


@dataclass(frozen=True)
class Chores:
    """So many small commits of a component; of its documentation only, when `docs`."""

    component: str
    count: int
    docs: bool = False


@dataclass(frozen=True)
class Tag:
    """A tag at the component's head, `{date}` being the day."""

    component: str
    pattern: str


@dataclass(frozen=True)
class Mark:
    """Remembers all heads by a name."""

    name: str


@dataclass(frozen=True)
class Green:
    """The components' heads belong to the newest green set now, as it was marked before."""

    components: tuple[str, ...]


@dataclass(frozen=True)
class Rewind:
    """The component's next commit replaces its newest `count`."""

    component: str
    count: int


Happening = Step | Roll | Chores | Tag | Mark | Green | Rewind


class Family:
    """Grows by happenings, in their order."""

    def __init__(self, repositories: dict[str, Repository], seed: int) -> None:
        self.repositories = repositories
        self.events: dict[str, dict[str, str]] = {}
        self.marks: dict[str, dict[str, str]] = {}
        self._random = random.Random(seed)
        self._seconds = _FIRST_SECOND
        self._counts = dict.fromkeys(repositories, 0)
        self._trees: dict[str, list[Tree]] = {name: [] for name in repositories}

    def live(self, happenings: Iterable[Happening], until: str = "") -> bool:
        """Lives through the happenings; false when it stopped at the event `until`."""
        for happening in happenings:
            self._one(happening)
            if until and until in self.events:
                return False
        return True

    def _one(self, happening: Happening) -> None:
        match happening:
            case Step():
                self._commit(happening)
            case Chores(component, count, docs):
                for _ in range(count):
                    self._counts[component] += 1
                    subject, edits = chore(component, self._counts[component], docs)
                    self._commit(Step(component, subject, edits))
            case Roll(component):
                names = RECORDS[component]
                edits = [pin(name, self.repositories[name].head) for name in names]
                self._commit(Step(component, f"Roll {', '.join(names)}", edits))
            case Tag(component, pattern):
                day = (self._seconds // 86400 - _FIRST_SECOND // 86400) % 28 + 1
                self.repositories[component].tag(pattern.format(date=f"202603{day:02}"))
            case Mark(name):
                self.marks[name] = self.heads()
            case Green(components):
                heads = self.heads()
                self.marks["newest-green"] |= {name: heads[name] for name in components}
            case Rewind(component, count):
                trees = self._trees[component]
                del trees[-count:]
                self.repositories[component].rewind(count, trees[-1])

    def heads(self) -> dict[str, str]:
        """Every component's newest commit."""
        return {name: it.head for name, it in self.repositories.items()}

    def _commit(self, step: Step) -> None:
        repository = self.repositories[step.component]
        for edit in step.edits:
            edit(repository.files)
        self._seconds += self._random.randrange(1800, 14400)
        author = self._random.choice(_AUTHORS)
        revision = repository.commit(step.subject, author, self._seconds)
        self._trees[step.component].append(dict(repository.files))
        if step.event:
            self.events[step.event] = {
                "component": step.component, "revision": revision, "why": step.why,
            }  # fmt: skip

    def found(self) -> None:
        """The first commit of each component: its folder beside this one."""
        for name, repository in self.repositories.items():
            folder = SOURCES / name
            for path in sorted(it for it in folder.rglob("*") if it.is_file()):
                if "__pycache__" not in path.parts:
                    text = path.read_text(encoding="utf-8")
                    repository.files[str(path.relative_to(folder))] = text
            self._commit(Step(name, f"Begin {name}"))


@contextmanager
def founded(folder: Path, seed: int) -> Iterator[Family]:
    """A family of new repositories in `folder`."""
    with ExitStack() as stack:
        repositories = {
            name: stack.enter_context(Repository(folder / f"{name}.git")) for name in COMPONENTS
        }
        family = Family(repositories, seed)
        family.found()
        yield family
