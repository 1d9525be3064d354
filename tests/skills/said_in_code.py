"""The wordings that a skill can say, read from its syntax tree."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

SKILLS = Path(__file__).resolve().parents[2] / "skills"
# What can't be known from the text alone, such as the state of a return.
ANYTHING = ".+"


@cache
def said_by(skill: str) -> frozenset[str]:
    """Patterns of the wordings in every ``Say(...)`` and ``Refused(...)`` of a skill's module."""
    (path,) = SKILLS.glob(f"*/{skill}.py")
    reading = _Reading(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(reading.all_said())


@dataclass(frozen=True)
class _Reading:
    tree: ast.Module

    def all_said(self) -> Iterator[str]:
        for function in self._functions():
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and _name(node.func) in ("Say", "Refused"):
                    yield from self._values(node.args[0], function)

    def _functions(self) -> list[ast.FunctionDef]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)]

    def _values(self, node: ast.expr, within: ast.FunctionDef) -> set[str]:
        """Patterns of what an expression can be."""
        match node:
            case ast.Constant(value=str(text)):
                return {re.escape(text)}
            case ast.IfExp(body=body, orelse=other):
                return self._values(body, within) | self._values(other, within)
            case ast.FormattedValue(value=value):
                return self._values(value, within)
            case ast.JoinedStr(values=parts):
                each = [self._values(part, within) for part in parts]
                return {"".join(pieces) for pieces in product(*each)}
            case ast.Name(id=name):
                return self._named(name, within) or {ANYTHING}
        return {ANYTHING}

    def _named(self, name: str, within: ast.FunctionDef) -> set[str]:
        """What a variable is set to, or what a parameter is called with."""
        found: set[str] = set()
        for node in ast.walk(within):
            if not isinstance(node, ast.Assign) or name not in map(_name, node.targets):
                continue
            # key = key if ... else "other" adds one, and keeps those before.
            others = [v for v in _branches(node.value) if _name(v) != name]
            found |= {text for value in others for text in self._values(value, within)}
        parameters = [argument.arg for argument in within.args.args]
        if name in parameters:
            found |= self._called_with(within, parameters.index(name))
        return found

    def _called_with(self, function: ast.FunctionDef, place: int) -> set[str]:
        found: set[str] = set()
        for caller in self._functions():
            for node in ast.walk(caller):
                if isinstance(node, ast.Call) and _name(node.func) == function.name:
                    found |= self._values(node.args[place], caller)
        return found


def _branches(node: ast.expr) -> list[ast.expr]:
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
