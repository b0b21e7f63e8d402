"""Templates of a locale's words: places for values, conditions and counting, and nothing that could multiply text.

Locales are untrusted. A template is a tree of allowed kinds of nodes, of bounded length and without loops, assignments
or calls, so its output and the time it takes grow with its own length and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Template, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_TEMPLATE = 5_000
MOST_OUTPUT = 20_000
# Text with places and nothing else that Jinja would read: filled in without Jinja, for it is slow to import.
_PLAIN = re.compile(r"(?:[^{}\r\n]|\{\{ *[a-z]+ *\}\})*")
_PLACE = re.compile(r"\{\{ *([a-z]+) *\}\}")
_MARKS = {"Template", "Output", "TemplateData", "Name", "Const", "Filter", "Concat", "Add", "Sub"}
_NODES = _MARKS | {"If", "CondExpr", "Compare", "Operand", "Test", "Not", "And", "Or"}
_FILTERS = frozenset(
    ("abs", "capitalize", "default", "first", "int", "last", "length", "lower", "title", "trim", "upper")
)
_CALLED = {
    "For": "a loop",
    "Assign": "an assignment",
    "AssignBlock": "an assignment",
    "Mul": "a multiplication",
    "Pow": "a power",
    "Mod": "a % operator",
    "Call": "a call",
    "Getattr": "an attribute",
    "Getitem": "an index",
    "Macro": "a macro",
    "Include": "another file",
    "Import": "another file",
    "FromImport": "another file",
    "Extends": "another file",
}


class TemplateProblem(Exception):
    """What is wrong with a template, in words for the person who wrote it."""


def filled(template: str, values: dict[str, Any]) -> str:
    """The template with values in its places. `TemplateProblem` if that cannot be done within the limits."""
    if "{" not in template:
        return template
    if _PLAIN.fullmatch(template) and values.keys() >= {*_PLACE.findall(template)}:
        _check_length(template)
        return _bounded(_PLACE.sub(lambda place: str(values[place[1]]), template))
    from jinja2 import TemplateError

    try:
        return _bounded(_compiled(template).render(**values))
    except (TemplateError, ArithmeticError, TypeError, ValueError) as exc:
        raise TemplateProblem(str(exc)) from None


def check(template: str, names: Iterable[str]) -> None:
    """`TemplateProblem` for a template that can never be filled in with values of these names."""
    found = names_in(template)
    if unknown := sorted(found - {*names}):
        raise TemplateProblem(f'"{unknown[0]}" cannot be filled in here')


def names_in(template: str) -> set[str]:
    """The names that a template fills in. `TemplateProblem` if it can never be."""
    if "{" not in template:
        return set()
    _check_length(template)
    if _PLAIN.fullmatch(template):
        return {*_PLACE.findall(template)}
    from jinja2 import meta

    return meta.find_undeclared_variables(_tree(template))


def _check_length(template: str) -> None:
    if len(template) > MOST_TEMPLATE:
        raise TemplateProblem(f"more than {MOST_TEMPLATE:,} characters")


def _bounded(text: str) -> str:
    if len(text) > MOST_OUTPUT:
        raise TemplateProblem(f"filled in, they have more than {MOST_OUTPUT:,} characters")
    return text


def _tree(template: str) -> nodes.Template:
    """The parsed template. `TemplateProblem` if it holds anything but what is allowed."""
    from jinja2 import TemplateError, nodes

    _check_length(template)
    try:
        tree = _environment().parse(template)
    except TemplateError as exc:
        raise TemplateProblem(str(exc)) from None
    except RecursionError:
        raise TemplateProblem("brackets or conditions are nested too deeply") from None
    for node in tree.find_all(nodes.Node):
        kind = type(node).__name__
        if kind not in _NODES:
            raise TemplateProblem(f"{_CALLED.get(kind, kind)} is not allowed in words")
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            raise TemplateProblem(f'the filter "{node.name}" is not allowed in words')
    return tree


@cache
def _compiled(template: str) -> Template:
    _tree(template)
    try:
        return _environment().from_string(template)
    except (RecursionError, MemoryError, SyntaxError):
        raise TemplateProblem("brackets or conditions are nested too deeply") from None


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            """Counts, and nothing else: operators on texts could make them longer."""
            if operator not in ("+", "-") or not isinstance(left, int) or not isinstance(right, int):
                raise TypeError(f'"{operator}" is for whole numbers')
            return super().call_binop(context, operator, left, right)

    found = Environment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)
    found.globals.clear()
    return found
