"""Anything at all as a file: out comes a document or `Problems`, nothing else, in little time and little memory."""

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from PIL import Image

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.data.describing.starter import starter
from bmcgen.diagnostics import Diagnostic
from bmcgen.resources import SHIPPED
from tests.conftest import SAMPLES, loaded
from tests.hostile.test_hostile import within

SECONDS = 10
MEGABYTES = 300
LAYOUTS = sorted(path.stem for path in (SHIPPED / "layouts").glob("*.yaml"))
WORDS = sorted(path.stem for path in (SHIPPED / "locales/en").glob("*.yaml"))
THEME = "themes/classic"

NOTES = ["Shop", "some words " * 40, {"text": "Desk", "segment": "B", "colour": "red"}]
CANVAS: dict[str, Any] = {
    "layout": "business-model",
    "locale": "en",
    "title": "T",
    "date": "2026-11-20",
    "segments": ["A", {"name": "B", "colour": "red"}],
    "blocks": {"channels": NOTES * 6, "key-partners": NOTES},
}
PERSON: dict[str, Any] = {
    "layout": "persona",
    "locale": "en",
    "title": "T",
    "blocks": {
        "quote": "q",
        "background": "words " * 300,
        "goals": ["a", "b", "c"],
        "personality": {"information-depth": "90"},
        "sales-role": ["initiator"],
        "general": {"age": "3"},
    },
}

SNIPPETS = b"{ } [ ] &a_ *a !x ? : - | > ' \" # % @ ` --- ... <<: |+9 %YAML_9.9 \\ud83d \\x00 \xff \x00"
SNIPPETS += b" \xc2\x85 \xe2\x80\xa8 \xef\xbb\xbf"
BYTES = [*SNIPPETS.split(), b"\n", b"\t", b" ", b"\r", b"\n- ", b"\n  ", b'"\\UFFFFFFFF"', b'"\\ud800"', b"\n---\n"]


def deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


VALUES: list[Any] = [
    *["", " ", "x", "\u200b", "中", "שלום", "💡", "a\nb", "<b>&amp;", "word " * 500, "W" * 2000],
    *["0", "-1", "1.5", "99", "999", "9" * 30, "1e309", "nan", "0 mm", "0.0001 mm", "99999 mm", "1fr", "0fr"],
    *["999 * 1fr", "minmax(1 mm, 1fr)", "minmax(0 mm, 0 mm)", "#000000", "A3", "A6", "each", "none", "shown", "full"],
    *["{{ 7*7 }}", "{{", "{% for %}", "{% raw %}", "{{ nope }}", "{{ ''.__class__ }}", "{{ count.__init__ }}"],
    *["{{ 'a' * 10**9 }}", "{{ 10**10**10 }}", "{% for i in '12345' %}x{% endfor %}", "{{ count }}" * 50, "%s {0}"],
    *["business-model", "worksheets", "persona", "pack", "masthead", "notes", "prose", "list", "fields", "scale"],
    *["choice", "picture", "title", "footer", "heading", "folio", "lead", "article", "terms", "prompts", "miniature"],
    *["overview", "contents", "blank", None, True, 0, 1.5, [], {}, [[]], [{}], ["x"], {"x": "y"}, {"": ""}],
    *[deep(30), deep(60)],
]


def bounded() -> AbstractContextManager[None]:
    return within(SECONDS, MEGABYTES)


def codes(make: Callable[[], bmcgen.Document]) -> set[str]:
    """What is wrong; anything but `Problems` is raised."""
    found: tuple[Diagnostic, ...] = ()
    with bounded():
        try:
            document = make()
        except bmcgen.Problems as problems:
            found = problems.diagnostics
    assert all(each.code and each.message and str(each) for each in found)
    assert found or document.pages
    return {each.code for each in found}


def share(part: float) -> settings:
    return settings(max_examples=max(5, round(settings.default.max_examples * part)))


def at(tree: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def paths(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, value in pairs:
        yield from paths(value, (*path, step))


@st.composite
def mutated(draw: st.DrawFn, tree: Any) -> Any:
    """A tree with keys deleted, values of other types, huge numbers, deep lists, parts moved, templates in words."""
    tree = copy.deepcopy(tree)
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        every = list(paths(tree))
        if not every:
            break
        *steps, last = draw(st.sampled_from(every))
        node = at(tree, tuple(steps))
        kind = draw(st.sampled_from(["delete", "value", "value", "value", "move", "key", "within"]))
        value = copy.deepcopy(draw(st.sampled_from(VALUES)))
        if kind == "delete":
            del node[last]
        elif kind == "move":
            node[last] = copy.deepcopy(at(tree, draw(st.sampled_from(every[:50])))) if not steps else value
        elif kind == "key" and isinstance(node, dict):
            node[str(value)[:100]] = copy.deepcopy(node[last])
        elif kind == "within" and isinstance(node[last], str):
            place = draw(st.integers(0, len(node[last])))
            node[last] = node[last][:place] + str(value)[:50] + node[last][place:]
        else:
            node[last] = value
    return tree


@st.composite
def garbled(draw: st.DrawFn, sources: list[bytes]) -> bytes:
    """The bytes of a file with some inserted, deleted, doubled or changed."""
    data = draw(st.sampled_from(sources))
    for _ in range(draw(st.sampled_from([1, 1, 2, 5, 15]))):
        place, kind = draw(st.integers(0, len(data))), draw(st.sampled_from(["insert", "delete", "double", "change"]))
        size = draw(st.sampled_from([1, 3, 10, 50]))
        if kind == "insert":
            data = data[:place] + draw(st.sampled_from(BYTES)) + data[place:]
        elif kind == "delete":
            data = data[:place] + data[place + size :]
        elif kind == "double":
            data = data[: place + size] + data[place:]
        else:
            data = data[:place] + draw(st.binary(min_size=1, max_size=3)) + data[place + 1 :]
    return data


def made(data: bytes, name: str) -> set[str]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return codes(lambda: bmcgen.make(path))


names = st.sampled_from(["f.yaml", "f.json"])
FILES = [path.read_bytes() for path in sorted(SAMPLES.rglob("*.yaml")) if path.stem != "crowded"]
FILES += [starter(layout, "nl", Assets(), "f.yaml").encode() for layout in ("business-model", "persona")]
FILES += [json.dumps(each).encode() for each in (CANVAS, PERSON)]


@share(1.0)
@given(st.binary(max_size=2000), names)
@example(b"\xff\xfe", "f.yaml")
@example(b"%YAML 9.9\n--- !!python/object/apply:os.system ['true']", "f.yaml")
@example(b'{"a":' * 20_000, "f.json")
def test_any_bytes_as_a_data_file(data: bytes, name: str) -> None:
    assert made(data, name)


@share(1.5)
@given(garbled(FILES), names)
def test_a_data_file_with_some_bytes_changed(data: bytes, name: str) -> None:
    made(data, name)


@share(1.0)
@given(st.sampled_from([CANVAS, PERSON]).flatmap(mutated), st.sampled_from(["yaml", "json", "value", "worksheets"]))
def test_a_data_file_with_other_keys_and_values(tree: Any, way: str) -> None:
    if way == "json":
        made(json.dumps(tree).encode(), "f.json")
    elif way == "yaml":
        made(yaml.safe_dump(tree, allow_unicode=True).encode(), "f.yaml")
    else:
        codes(lambda: bmcgen.make(tree, layout="worksheets" if way == "worksheets" else None))


def with_assets(files: dict[str, Any], make: Callable[[Path], bmcgen.Document]) -> set[str]:
    with TemporaryDirectory() as folder:
        for name, tree in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(tree if isinstance(tree, bytes) else yaml.safe_dump(tree, allow_unicode=True).encode())
        return codes(lambda: make(Path(folder)))


def shipped(name: str) -> Any:
    return loaded(SHIPPED / f"{name}.yaml")


LAYOUT = {name: shipped(f"layouts/{name}") for name in (*LAYOUTS, THEME)}
WORDING = {name: shipped(f"locales/en/{name}") for name in WORDS}


def printed(name: str, assets: Path, blank: bool, **more: Any) -> bmcgen.Document:
    """A sheet of a layout of one's own: filled in where data is written for it, else blank."""
    data = {"business-model": CANVAS, "persona": PERSON}.get(more.get("like", name))
    if data is None or blank:
        return bmcgen.make(name, prompts="full", fields={"title": "T", "date": "x"}, assets=assets)
    return bmcgen.make(data | {"layout": name}, assets=assets)


@share(1.5)
@given(
    st.sampled_from([*LAYOUTS, "business-model", "persona", "worksheets", "business-model", "persona"]).flatmap(
        lambda name: st.tuples(st.just(name), mutated(LAYOUT[name]))
    ),
    st.booleans(),
)
def test_a_layout_with_other_keys_and_values(changed: tuple[str, Any], blank: bool) -> None:
    name, tree = changed
    with_assets({"layouts/mine.yaml": tree}, lambda assets: printed("mine", assets, blank, like=name))


@share(0.5)
@given(mutated(LAYOUT[THEME]))
def test_a_theme_with_other_keys_and_values(tree: Any) -> None:
    with_assets({f"layouts/{THEME}.yaml": tree}, lambda assets: bmcgen.make(CANVAS, assets=assets))


@share(0.7)
@given(
    st.sampled_from([*WORDS, "locale"]).flatmap(lambda name: st.tuples(st.just(name), mutated(WORDING[name]))),
    st.sampled_from(["business-model", "persona", "worksheets"]),
    st.booleans(),
)
def test_a_locale_with_other_keys_and_values(changed: tuple[str, Any], layout: str, blank: bool) -> None:
    name, tree = changed
    name_of = layout if name == "locale" else name
    with_assets({f"locales/en/{name}.yaml": tree}, lambda assets: printed(name_of, assets, blank))


@share(0.5)
@given(
    st.sampled_from(["layouts/mine", f"layouts/{THEME}", "locales/en/locale", "locales/en/business-model"]),
    st.one_of(
        st.binary(max_size=500),
        garbled([(SHIPPED / f"{name}.yaml").read_bytes() for name in ("layouts/business-model", "locales/en/locale")]),
    ),
)
def test_any_bytes_as_a_layout_a_theme_or_words(name: str, data: bytes) -> None:
    layout = "mine" if name == "layouts/mine" else "business-model"
    with_assets({f"{name}.yaml": data}, lambda assets: bmcgen.make(layout, assets=assets))


def picture(suffix: str, **options: Any) -> bytes:
    buffer = BytesIO()
    Image.effect_noise((40, 50), 60).convert("RGB").save(buffer, suffix, **options)
    return buffer.getvalue()


PICTURES = {
    "JPEG": [picture("JPEG", quality=80), picture("JPEG", progressive=True, exif=b"Exif\0\0MM\0*\0\0\0\x08")],
    "PNG": [picture("PNG")],
}


@pytest.mark.parametrize("suffix", ["JPEG", "PNG"])
def test_a_photo_with_some_bytes_changed(suffix: str) -> None:
    @settings(share(1.0), phases=[Phase.generate])
    @given(garbled(PICTURES[suffix]))
    def law(data: bytes) -> None:
        with TemporaryDirectory() as folder:
            (Path(folder) / "a.jpg").write_bytes(data)
            path = Path(folder) / "p.yaml"
            path.write_text("layout: persona\ntitle: A\nblocks: {photo: a.jpg}\n")
            assert codes(lambda: painted(path)) <= {"not-a-picture", "broken-picture", "too-large"}

    law()


def painted(path: Path) -> bmcgen.Document:
    document = bmcgen.make(path)
    assert document.pdf()
    return document


@pytest.mark.parametrize("kind", ["prose", "list", "picture"])
def test_notes_of_a_canvas_on_a_layout_where_their_block_is_of_another_kind(kind: str) -> None:
    tree = copy.deepcopy(LAYOUT["worksheets"])
    tree["sheets"][0]["blocks"]["notes"] = {"kind": kind}
    data = {"layout": "business-model", "blocks": {"channels": ["Shop"]}}
    found = with_assets({"layouts/mine.yaml": tree}, lambda assets: bmcgen.make(data, layout="mine", assets=assets))
    assert found


def test_a_layout_of_a_very_long_name() -> None:
    assert codes(lambda: bmcgen.make({"layout": "x" * 300})) == {"unknown-layout"}


def test_a_face_of_a_very_long_name() -> None:
    tree = copy.deepcopy(LAYOUT[THEME])
    tree["faces"]["bold"] = "x" * 300
    found = with_assets({f"layouts/{THEME}.yaml": tree}, lambda assets: bmcgen.make(CANVAS, assets=assets))
    assert found == {"unknown-font"}
