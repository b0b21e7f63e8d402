"""A source tree against a pydantic model: the model, or every problem with the place it is at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Mapping_
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.kinds import kind_of, names
from bmcgen.source.encoding import decode
from bmcgen.source.files import MAX_BYTES, read_file
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence, at, only, parse_documents


def kebab(name: str) -> str:
    return name.replace("_", "-")


class Shape(BaseModel):
    """A mapping in a file: its keys are kebab-case, and no others are allowed."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=kebab, arbitrary_types_allowed=True)


EMPTY = "this may not be empty"
OWN = "\0own"
"""The alias under which a shape keeps the keys that belong to one kind of block; nobody can type it."""


def take_own(raw: Any, keys: Mapping_[str, tuple[Any, Any]]) -> Any:
    """A raw mapping with the keys of a kind's own, each a type and a default, moved aside for `Own` to validate."""
    if not isinstance(raw, dict) or not keys:
        return raw
    return {**{key: value for key, value in raw.items() if key not in keys}, OWN: (raw, keys)}


def _validated(taken: Any) -> dict[str, Any]:
    """The values that were taken. What is wrong with them goes into one error, for `validate` to take apart."""
    raw, keys = taken
    own: dict[str, Any] = {}
    wrong: list[ErrorDetails] = []
    for key, (annotation, default) in keys.items():
        try:
            own[key] = TypeAdapter(annotation).validate_python(raw[key]) if key in raw else default
        except ValidationError as exc:
            for details in exc.errors():
                details["loc"] = (key, *details["loc"])
                wrong.append(details)
    if wrong:
        raise PydanticCustomError("own_keys", "wrong keys of a kind's own", {"wrong": wrong})
    return own


Own = Annotated[dict[str, Any], BeforeValidator(_validated), Field(default_factory=dict, alias=OWN)]
"""The keys of a kind's own."""


def unknown_value(value: str, known: Iterable[str]) -> PydanticCustomError:
    """The error of a value that is none of those there are."""
    return PydanticCustomError("unknown_value", "unknown value", {"value": value[:60], "known": [*known]})


def hinted(said: str, hint: str, item: int | None = None) -> PydanticCustomError:
    """The error of a value that is wrong in a way that has a remedy; `item` is which of a list it is."""
    return PydanticCustomError("hinted", "a value with a remedy", {"said": said, "hint": hint, "item": item})


S = TypeVar("S", bound=Shape)


def validate(shape: type[S], node: Node) -> S:
    """The tree as `shape`; `Problems` with one diagnostic for each thing that is wrong."""
    try:
        return shape.model_validate(raw_of(node))
    except ValidationError as exc:
        raise Problems([_diagnose(details, shape, node) for details in _each(exc)]) from None


def _each(exc: ValidationError) -> Iterator[ErrorDetails]:
    """The errors, those in the keys of a kind's own at the places of these."""
    for details in exc.errors():
        if details["type"] != "own_keys":
            yield details
            continue
        for wrong in details["ctx"]["wrong"]:
            wrong["loc"] = (*details["loc"][:-1], *wrong["loc"])
            yield wrong


def read_shape(shape: type[S], path: Path) -> tuple[S, Node]:
    """A file as `shape`, and the tree it was read from; the same bytes are not read twice. `Problems` with everything
    that is wrong with it.
    """
    try:
        data = path.read_bytes() if path.is_file() and path.stat().st_size <= MAX_BYTES else None
    except OSError:
        data = None
    if data is None:
        node = read_file(path).root
        return validate(shape, node), node
    return _shape_of(shape, path, data)  # type: ignore[return-value]


@lru_cache(64)
def _shape_of(shape: type[Shape], path: Path, data: bytes) -> tuple[Shape, Node]:
    """The same for the content of a file; `path` is what places name."""
    name = str(path)
    node = only(parse_documents(decode(data, name), name, json=path.suffix.lower() == ".json")).root
    return validate(shape, node), node


def raw_of(node: Node) -> Any:
    """What a tree holds: texts, lists and mappings; None for what is empty."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Sequence):
        return [raw_of(item) for item in node.items]
    return {key.text: raw_of(value) for key, value in node.pairs}


def _diagnose(details: ErrorDetails, shape: type[Shape], root: Node) -> Diagnostic:
    where, key = _locate(root, details["loc"])
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        known, owners = _known_keys(shape, details["loc"][:-1]), _kinds_with(key)
        if owners and "kind" in known:
            message = f'"{key}" is a key of the kind {" or ".join(owners)} alone'
            return error("unknown-key", message, where, "leave it out, or change the kind of the block")
        own = [each for name in names() for each in kind_of(name).layout_keys] if "kind" in known else []
        return error("unknown-key", f'"{key}" is not a key here', where, did_you_mean(key, [*known, *own]))
    if kind == "missing":
        parents = [step for step in details["loc"][:-1] if isinstance(step, str)]
        there = f"under {parents[-1]}" if parents else "here"
        return error("missing-key", f'"{key}" is missing {there}', where)
    if kind == "literal_error":
        expected = [word.strip("'") for word in str(context.get("expected", "")).replace(" or ", ", ").split(", ")]
        value = str(details["input"])[:60]
        return error("bad-value", f'"{value}" is not allowed here', where, did_you_mean(value, expected))
    if kind == "unknown_value":
        value, known = context["value"], context["known"]
        return error("bad-value", f'"{value}" is not allowed here', where, did_you_mean(value, known))
    if kind == "hinted":
        item = context["item"]
        return error(
            "bad-value", context["said"], where if item is None else _item(root, details["loc"], item), context["hint"]
        )
    if kind == "empty_words":
        return error("bad-value", EMPTY, where)
    if kind == "value_error":
        return error("bad-value", str(context.get("error", "this value is not allowed")), where)
    if kind == "bad_phrase":
        return error("bad-phrase", f'"{key}" cannot be filled in: {context["said"]}', where, str(context["hint"]))
    wanted = {
        "string_type": "a text",
        "dict_type": "keys and values",
        "model_type": "keys and values",
        "list_type": "a list",
        "tuple_type": "a list",
        "int_parsing": "a whole number",
        "int_type": "a whole number",
        "float_parsing": "a number",
        "float_type": "a number",
        "string_too_short": "a text that is not empty",
        "too_short": "a list that is not empty",
    }.get(kind)
    if wanted:
        hint = f"write it between brackets: {key}: [One, Another]" if kind == "list_type" else ""
        return error("wrong-type", f'"{key}" must be {wanted}', where, hint)
    bound = next((f"{words} {context[name]:g}" for name, words in _BOUNDS.items() if name in context), None)
    if bound:
        return error("bad-value", f'"{key}" must be {bound}', where)
    return error("bad-value", f'"{key}" is not allowed here ({kind.replace("_", " ")})', where)


def _item(root: Node, loc: tuple[int | str, ...], item: int) -> Place:
    """The place of an item of the list at a location; the list itself where that is no list."""
    return at(root, *(step for step in loc if step != "[key]"), item)


def _kinds_with(key: str) -> list[str]:
    """The kinds that have a key of a layout's blocks to themselves."""
    return [name for name in names() if key in kind_of(name).layout_keys]


_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


def _locate(root: Node, loc: tuple[int | str, ...]) -> tuple[Place, str]:
    """The place that a pydantic location means, and its last key; a missing key is placed at its parent."""
    node, where = root, root.where
    for step in loc:
        if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            where = node.where
        elif isinstance(node, Mapping):
            for key, value in node.pairs:
                if key.text == step:
                    node = value
                    where = value.where if isinstance(value, Scalar) and not value.empty else key.where
                    break
    keys = [str(step) for step in loc if isinstance(step, str) and step != "[key]"]
    return where, keys[-1] if keys else "the file"


def _known_keys(shape: type[Shape], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that the model at a location knows, found by walking the annotations."""
    current: type[Shape] = shape
    for step in loc:
        field = next((f for f in current.model_fields.values() if f.alias == step), None)
        if field is not None:
            found = _shape_in(field.annotation)
            current = found or current
    return [f.alias for f in current.model_fields.values() if f.alias and f.alias != OWN]


def _shape_in(annotation: Any) -> type[Shape] | None:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    for part in get_args(annotation):
        found = _shape_in(part)
        if found:
            return found
    return None
