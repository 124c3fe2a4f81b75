"""The time before the pins that the release starts from: nothing but chores, rolls and tags."""

from growing.family import Chores, Happening, Mark, Roll, Tag

_WEEK: list[Happening] = [
    Chores("iree", 4),
    Chores("xla", 3),
    Chores("jax", 3),
    Tag("iree", "iree-3.11.0rc{date}"),
    Chores("openxla-pjrt-plugin", 2),
    Roll("openxla-pjrt-plugin"),
    Chores("openxla-nvgpu", 2),
    Roll("openxla-nvgpu"),
]

BEFORE: list[Happening] = [*_WEEK * 10, Mark("start")]
