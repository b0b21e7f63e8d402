"""A JSON Schema of settings files: what each setting takes, in the words of the option that it stands for."""

from __future__ import annotations

from typing import Any

import click

from bmcgen.cli.commands.exporting import export_command
from bmcgen.cli.commands.printing import make_command
from bmcgen.cli.settings import SETTINGS, variable
from bmcgen.model.room import ALL, PARTS
from bmcgen.source.json_schema import DIALECT

_TEXT = {"type": "string", "minLength": 1}
_OTHERWISE: dict[str, dict[str, Any]] = {
    "locale": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]},
    "strip": {
        "anyOf": [{"type": "boolean"}, {"type": "string"}, {"type": "array", "items": {"enum": [*PARTS, ALL]}}],
    },
}
"""What a file may say in more ways than a command line."""


def settings_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of bmcgen.toml."""
    options = {each.envvar: each for command in (make_command, export_command) for each in command.params}
    context = click.Context(make_command)
    properties = {}
    for name in SETTINGS:
        option = options[variable(name)]
        assert isinstance(option, click.Option)
        properties[name] = {**(_OTHERWISE.get(name) or _taken(option, context)), "description": option.help}
    return {
        "$schema": DIALECT,
        "title": "bmcgen: settings",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _taken(option: click.Option, context: click.Context) -> dict[str, Any]:
    """What a setting takes, as its option says it."""
    if option.is_flag:
        return {"type": "boolean"}
    kind = option.type
    if isinstance(kind, click.IntRange | click.FloatRange):
        number = "integer" if isinstance(kind, click.IntRange) else "number"
        return {"type": number, "minimum": kind.min, "maximum": kind.max}
    if isinstance(kind, click.Choice):
        offered = kind.shell_complete(context, option, "")
        return {"enum": [each.value for each in offered]}
    return _TEXT
