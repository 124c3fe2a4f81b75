"""Programs out of Python functions."""


class Traced:
    """A value of the program that is being traced."""

    def __init__(self, lines, number):
        self.lines = lines
        self.number = number

    def emit(self, operation, *operands, attribute=""):
        """Appends one operation and answers its value."""
        number = int(self.lines[0]) + len(self.lines) - 1
        names = " ".join(f"%{it.number}" for it in operands)
        quoted = f' "{attribute}"' if attribute else ""
        self.lines.append(f"%{number} = {operation} {names}{quoted}")
        return Traced(self.lines, number)

    def __add__(self, other):
        return self.emit("add", self, other)

    def __sub__(self, other):
        return self.emit("sub", self, other)

    def __mul__(self, other):
        return self.emit("mul", self, other)

    def call(self, operation, *others, attribute=""):
        """An operation by name, such as one of a compiler plugin."""
        return self.emit(operation, self, *others, attribute=attribute)


def trace(function, count):
    """The program's text of a function of `count` arguments."""
    lines = [str(count)]
    result = function(*(Traced(lines, number) for number in range(count)))
    return "\n".join(
        [f"func @{function.__name__} {count}", *lines[1:], f"return %{result.number}", ""]
    )
