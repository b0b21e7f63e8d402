"""JSON Schemas of every kind of file: what ships holds to them, every key is described, mistakes are told."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from bmcgen import kinds
from bmcgen.assets.finder import Assets
from bmcgen.assets.schemas.json_schemas import ANY, FILES, explained, json_schema_of, keys_of_kinds, section_of
from bmcgen.assets.schemas.validation import OWN, Shape
from bmcgen.cli import main
from bmcgen.cli.commands.settings_schema import settings_schema
from bmcgen.data.describing.json_schema import json_schema
from tests.conftest import loaded
from tests.docs.markdown import ROOT, blocks, read

LAYOUTS = Assets().names("layouts")
SHIPPED = {
    "layout": sorted((ROOT / "layouts").glob("*.yaml")),
    "theme": [*sorted((ROOT / "layouts" / "themes").glob("*.yaml")), *(ROOT / "docs/house").rglob("themes/*.yaml")],
    "locale": sorted((ROOT / "locales").glob("*/locale.yaml")),
    "words": [
        path
        for path in sorted((ROOT / "locales").glob("*/*.yaml"))
        if path.name != "locale.yaml" and not path.stem.endswith("-case")
    ],
}


def properties(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property that a schema describes, and where it stands."""
    if isinstance(schema, list):
        for number, each in enumerate(schema):
            yield from properties(each, f"{path}/{number}")
    if isinstance(schema, dict):
        for key, each in schema.items():
            if key == "properties" and isinstance(each, dict):
                yield from ((f"{path}/{name}", about) for name, about in each.items())
            if key not in ("if", "then"):
                yield from properties(each, f"{path}/{key}")


def validator(schema: dict[str, Any]) -> Any:
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def wrong(schema: dict[str, Any], data: Any) -> list[str]:
    return errors(validator(schema), data)


def errors(check: Any, data: Any) -> list[str]:
    value = json.loads(json.dumps(data, default=str))
    return [error.message for error in check.iter_errors(value)]


@pytest.mark.parametrize("file", FILES)
def test_what_ships_holds_to_the_schemas(file: str) -> None:
    check = validator(json_schema_of(file))
    assert SHIPPED[file]
    assert {path: found for path in SHIPPED[file] if (found := errors(check, loaded(path)))} == {}


@pytest.mark.parametrize(
    "schema",
    [
        *(pytest.param(lambda file=file: json_schema_of(file), id=file) for file in FILES),
        *(pytest.param(lambda name=name: json_schema(name, Assets.of(None)), id=name) for name in LAYOUTS),
        pytest.param(settings_schema, id="settings"),
    ],
)
def test_every_property_is_described(schema: Any) -> None:
    found = dict(properties(schema()))
    assert len(found) > 20
    assert [path for path, about in found.items() if not about.get("description", "").strip()] == []


def shapes(above: type[Shape] = Shape) -> Iterator[type[Shape]]:
    for each in above.__subclasses__():
        yield each
        yield from shapes(each)


def test_kinds_are_explained_and_nothing_that_is_not_there() -> None:
    named = {
        section_of(each.__name__): {field.alias for field in each.model_fields.values()} - {OWN}
        for each in shapes()
        if each.__module__.startswith("bmcgen.")
    }
    within = {f"{key}.{inner}" for _, key, schema, _ in keys_of_kinds(layout=False) for inner in _inner(schema)}
    named |= {
        "kinds": {*kinds.names()},
        "kind-keys": {key for _, key, _, _ in keys_of_kinds(layout=True)},
        "words-kinds": {key for _, key, _, _ in keys_of_kinds(layout=False)} | within,
    }
    assert {section: [*keys] for section, keys in explained().items() if {*keys} - {ANY} - named[section]} == {}
    for section in ("kinds", "kind-keys", "words-kinds"):
        assert {*explained()[section]} == named[section], "describe it in bmcgen/assets/schemas/keys.yaml"


def _inner(schema: dict[str, Any]) -> list[str]:
    found = (schema, schema.get("additionalProperties"))
    return [key for each in found if isinstance(each, dict) for key in each.get("properties", {})]


@pytest.mark.parametrize("file", FILES)
def test_the_examples_are_allowed(file: str) -> None:
    """Those of keys whose place is the top of a file; recipes try the others."""
    schema = json_schema_of(file)
    section = section_of(FILES[file][0].__name__)
    examples = {key: said.example for key, said in explained()[section].items() if said.example}
    assert examples
    for key, example in examples.items():
        alone = {"$defs": schema.get("$defs", {}), **schema["properties"][key]}
        assert wrong(alone, _yaml(example)) == [], key


def test_the_examples_of_blocks_are_allowed() -> None:
    schema = json_schema_of("layout")
    for name, section in (("BlockShape", "block"), ("BlockShape", "kind-keys"), ("_Page", "page"), ("_Grid", "grid")):
        for key, said in explained()[section].items():
            if said.example:
                assert wrong(schema["$defs"][name]["properties"][key], _yaml(said.example)) == [], key


def _yaml(text: str) -> Any:
    import yaml

    return yaml.safe_load(text)


LAYOUT = loaded(ROOT / "layouts" / "swot.yaml")


def _with(**more: Any) -> dict[str, Any]:
    return {**LAYOUT, **more}


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("layout", _with(colums=3)),
        ("layout", _with(page={"paper": "A3", "margin": "10"})),
        ("layout", _with(blocks={"head": {"kind": "mastheat"}})),
        ("layout", _with(blocks={"head": {"kind": "masthead", "ground": "lines"}})),
        ("layout", _with(blocks={"head": {"kind": "axis", "name": "x", "points": "north"}})),
        ("layout", {key: value for key, value in LAYOUT.items() if key != "sizes"}),
        ("words", {"title": "A", "subject": "b", "blocks": {"x": {"tilte": "X"}}}),
        ("words", {"title": ["A"], "subject": "b"}),
        ("locale", {"fields": {"titel": "x"}}),
        ("theme", {**loaded(ROOT / "layouts/themes/ink.yaml"), "ground": "red"}),
    ],
)
def test_mistakes_are_told(file: str, data: Any) -> None:
    assert wrong(json_schema_of(file), data)


def test_settings_are_told() -> None:
    (shown,) = blocks(read("docs/options.md"), "toml")
    schema = settings_schema()
    assert wrong(schema, tomllib.loads(shown.text)) == []
    assert wrong(schema, {"strip": ["segments", "parking"], "dpi": 200, "votes": True}) == []
    for bad in ({"them": "ink"}, {"dpi": 5}, {"colour": "pantone"}, {"votes": "yes"}, {"export-format": "odt"}):
        assert wrong(schema, bad), bad


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def pointed_at(path: Path) -> dict[str, Any]:
    """The schema that a file names."""
    named = re.search(r"^# yaml-language-server: \$schema=(\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert named, path
    found: dict[str, Any] = json.loads((path.parent / named[1]).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("layout", ["business-model", "persona", "swot-worksheets"])
def test_a_starter_names_its_schema_and_holds_to_it(layout: str, tmp_path: Path) -> None:
    file = tmp_path / "my.yaml"
    assert run("new", layout, "-o", file).stdout == f"{file}\n"
    assert wrong(pointed_at(file), loaded(file)) == []
    assert wrong(pointed_at(file), {**loaded(file), "blokken": {}})
    assert "yaml-language-server" not in run("new", layout).stdout


def test_a_folder_with_schemas_in_it_holds_data_files_alone(tmp_path: Path) -> None:
    run("new", "business-model", "-o", tmp_path / "my.yaml")
    assert run("check", tmp_path, "-r").stdout == f"{tmp_path}/my.yaml: no problems (1 sheet)\n"


def test_a_new_layout_and_a_new_locale_name_theirs(tmp_path: Path) -> None:
    begun = run("new", "layout", "ours", "--assets", tmp_path).stdout.split()
    begun += run("new", "locale", "it", "ours", "--assets", tmp_path).stdout.split()
    begun += run("new", "locale", "nl-x-us", "--extends", "nl", "--assets", tmp_path).stdout.split()
    assert len(begun) == 5
    for each in begun:
        data = loaded(Path(each))
        assert data
        assert wrong(pointed_at(Path(each)), {key: value for key, value in data.items() if value}) == []
        assert wrong(pointed_at(Path(each)), {**data, "nonsense": 1})


def test_a_schema_can_be_written_to_a_file(tmp_path: Path) -> None:
    for name in ("theme", "swot"):
        file = tmp_path / "deep" / f"{name}.schema.json"
        assert run("schema", name, "-o", file).stdout == f"{file}\n"
        assert file.read_text(encoding="utf-8") == run("schema", name).stdout
        assert run("schema", name, "-o", file).exit_code == 0
