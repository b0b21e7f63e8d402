"""Files made to do harm: they are refused or printed as they were typed, and nothing else is read, run or asked for."""

import gzip
import json
import os
import resource
import signal
import struct
import subprocess
import sys
import textwrap
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

import bmcgen
from bmcgen.kinds.notes.words.markup import styled_parts
from bmcgen.resources import SHIPPED
from bmcgen.text.typography import smart
from tests.conftest import canvas, extracted, squeezed

HEAD = "layout: business-model\nlocale: en\n"
PERSON = "layout: persona\nlocale: en\ntitle: Ann\nblocks:\n  photo: "


class TooLong(BaseException):
    """No `OSError`, as `TimeoutError` is, for that would be caught on the way."""


@contextmanager
def within(seconds: int, megabytes: int = 300) -> Iterator[None]:
    """So many seconds of the processor and so much memory at most: how busy the machine is does not matter."""

    def late(*_: object) -> None:
        raise TooLong(f"this took more than {seconds} seconds")

    before = signal.signal(signal.SIGPROF, late)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most) / unit < megabytes


def wrong(what: Any, seconds: int = 10) -> list[str]:
    """The codes of what is wrong with a file or a value, each once."""
    with within(seconds), pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(what)
    return list(dict.fromkeys(each.code for each in caught.value.diagnostics))


def written(folder: Path, data: str | bytes, name: str = "f.yaml") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def bomb(first: str, each: str, levels: int = 9) -> str:
    """Every level holds the one before it ten times."""
    lines = [f"a0: &a0 {first}"]
    lines += [f"a{n}: &a{n} {each % ', '.join([f'*a{n - 1}'] * 10)}" for n in range(1, levels)]
    return "\n".join(lines) + f"\nblocks: {{channels: *a{levels - 1}}}\n"


LARGE = {
    "aliases of lists": HEAD + bomb("[x, x]", "[%s]"),
    "aliases of mappings": HEAD + bomb("{text: x}", "[%s]"),
    "aliases of sheets": HEAD + "s: &s [" + "{title: x}," * 999 + "]\nsheets: [" + "*s," * 999 + "]\n",
    "100,000 keys": HEAD + "blocks:\n" + "".join(f"  key{n}: x\n" for n in range(100_000)),
    "100,000 notes": HEAD + "blocks:\n  channels:\n" + "    - x\n" * 100_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_more_than_a_file_may_hold_is_refused_at_once(text: str, tmp_path: Path) -> None:
    assert wrong(written(tmp_path, text), seconds=5)[-1] == "too-large"


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    for name in ("f.yaml", "f.json"):
        path = tmp_path / name
        with path.open("wb") as file:
            file.write(b"{" + b" " * 50_000_000 + b"}")
        with within(2, megabytes=20), pytest.raises(bmcgen.Problems) as caught:
            bmcgen.make(path)
        assert [each.code for each in caught.value.diagnostics] == ["too-large"]


def nested(levels: int, kind: type) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = [value] if kind is list else {"a": value}
    return value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"layout": ' + "[" * 10_000 + "]" * 10_000 + "}", "f.json"),
        ('{"blocks": ' + '{"a": ' * 10_000 + "1" + "}" * 10_000 + "}", "f.json"),
        (HEAD + "blocks: " + "[" * 10_000 + "]" * 10_000, "f.yaml"),
        (HEAD + "blocks:\n" + "".join(" " * n + "a:\n" for n in range(1, 1_900)), "f.yaml"),
        ("- " * 10_000 + "x", "f.yaml"),
        ("? " * 10_000 + "x", "f.yaml"),
    ],
)
def test_ten_thousand_levels_are_refused(text: str, name: str, tmp_path: Path) -> None:
    assert "too-deep" in wrong(written(tmp_path, text, name), seconds=5)


@pytest.mark.parametrize("kind", [list, dict])
def test_ten_thousand_levels_of_a_program_s_values_are_refused(kind: type) -> None:
    assert "too-large" in wrong(canvas(blocks={"channels": nested(10_000, kind)}), seconds=5)


def test_values_that_hold_themselves_are_refused() -> None:
    itself: dict[str, Any] = canvas()
    itself["blocks"] = itself
    notes: list[Any] = []
    notes.append(notes)
    assert "too-large" in wrong(itself)
    assert "too-large" in wrong(canvas(blocks={"channels": notes}))


def test_every_one_of_very_many_unknown_keys_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "blocks:\n" + "".join(f"  key{n}: x\n" for n in range(3_000)))
    with within(10), pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(path)
    assert len(caught.value.diagnostics) == 3_000


BINARY = {
    "picture": PngImagePlugin._MAGIC + bytes(range(256)),
    "program": b"\x7fELF\x02\x01\x01" + bytes(500),
    "compressed": gzip.compress(HEAD.encode() * 50),
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "zeros": bytes(4096),
    "every byte": bytes(range(256)) * 8,
    "UTF-32": HEAD.encode("utf-32"),
    "object of Python": b"layout: !!python/object/apply:os.system ['touch owned']\n",
}


@pytest.mark.parametrize("name", ["f.yaml", "f.json", "f.yml"])
@pytest.mark.parametrize("data", BINARY.values(), ids=BINARY)
def test_what_is_no_text_is_refused(data: bytes, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert wrong(written(tmp_path, data, name))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_long_text_that_aliases_repeat_is_refused(tmp_path: Path) -> None:
    """A file of 200 KB that stands for 200 MB of notes."""
    text = HEAD + f"blocks:\n  channels:\n    - &a {'word ' * 40_000}\n" + "    - *a\n" * 1_000
    assert wrong(written(tmp_path, text), seconds=2)


@pytest.mark.parametrize("part", ["abcdefghij", "abcdefghij\u00ad"])
def test_a_word_of_a_megabyte_takes_little_time(part: str, tmp_path: Path) -> None:
    """How much work a letter takes is tested in `test_limits`."""
    with within(8, megabytes=600):
        document = bmcgen.make(written(tmp_path, HEAD + f"blocks:\n  channels:\n    - {part * 100_000}\n"))
    assert sum(line.text.count("abc") for page in document.pages for line in page.lines()) > 80_000


@pytest.mark.parametrize("layout", ["business-model", "persona"])
def test_very_many_empty_entries_take_little_time(layout: str, tmp_path: Path) -> None:
    block = "goals" if layout == "persona" else "channels"
    wrong(written(tmp_path, f"layout: {layout}\nblocks:\n  {block}:\n" + "    -\n" * 20_000), seconds=2)


def test_very_many_segments_take_little_time(tmp_path: Path) -> None:
    text = HEAD + "segments: [" + ",".join(f"s{n}" for n in range(40_000)) + "]\n"
    assert wrong(written(tmp_path, text), seconds=2) == ["too-many-segments"]


TYPED = [
    *["{{ 7*7 }}", "{{ ''.__class__.__mro__ }}", "{% raw %}", "{% for x in y %}", "{# gone #}", "${7*7}", "#{7*7}"],
    *["<b>x</b>", "</para>", "<para>", "<br/>", "<img src='file:///etc/passwd'/>", "<a href='x'>y</a>", "<!-- x -->"],
    *["&amp;", "&lt;", "&#65;", "&nbsp;", "<![CDATA[x]]>"],
    *[") Tj ET", "(x) Tj", "\\) Tj \\(", "\\051", "\\\\", "endstream endobj", "<</S/JavaScript/JS(x)>>", "%%EOF"],
    *["%s %d %(x)s", "{0} {name} {", "$(id)", "`id`", "'; DROP TABLE x; --", "[x](http://example.org)", "*b* _i_ # h"],
]


def test_whatever_stands_in_a_text_is_printed_as_typed_everywhere() -> None:
    """On a poster, on worksheets and on a persona: notes, segments, stories, lists, facts and the masthead."""
    for text in TYPED:
        assert squeezed(text)
    segments = [f"{number} {text}" for number, text in enumerate(TYPED[:26])]
    data = canvas(
        title=" ".join(TYPED[:15]), designed_for=" ".join(TYPED[15:24]), segments=segments, blocks={"channels": TYPED}
    )
    person = {
        "layout": "persona",
        "title": TYPED[0],
        "designed-by": TYPED[19],
        "blocks": {
            "quote": TYPED[0],
            "background": "\n\n".join(TYPED),
            "goals": TYPED,
            "general": dict(zip(("age", "role", "hobby", "family"), TYPED[:4], strict=True)),
        },
    }
    for given, layout in ((data, None), (data, "worksheets"), (person, None)):
        text = squeezed("".join(extracted(bmcgen.make(given, layout=layout).pdf())))
        assert [each for each in TYPED if squeezed(each) not in text] == []
    text = squeezed("".join(extracted(bmcgen.make(data).pdf())))
    assert [each for each in segments if squeezed(each) not in text] == []
    poster = squeezed("".join(extracted(bmcgen.make("business-model", fields={"title": TYPED[1]}).pdf())))
    assert squeezed(TYPED[1]) in poster


def test_what_a_file_says_of_itself_is_what_was_typed_and_it_does_nothing(tmp_path: Path) -> None:
    for text in TYPED:
        pdf = pikepdf.open(BytesIO(bmcgen.make(canvas(title=text, designed_by=text)).pdf()))
        assert str(pdf.docinfo["/Title"]) == f"{text} – Business Model Canvas"
        assert str(pdf.docinfo["/Author"]) == text
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == f"{text} – Business Model Canvas"
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary):
                assert not {"/JS", "/URI", "/Launch", "/EmbeddedFile"} & set(each.keys())


def test_the_words_of_a_locale_can_do_nothing_but_hold_a_place(tmp_path: Path) -> None:
    folder = tmp_path / "locales/en"
    folder.mkdir(parents=True)
    words = (SHIPPED / "locales/en/locale.yaml").read_text(encoding="utf-8")
    line = next(line for line in words.splitlines() if line.strip().startswith("sheet:"))
    notes = ["some words to fill a sheet with " * 4] * 60
    for template in (
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ range(10**9) | list }}",
        "{{ lipsum() }}",
        "{{ cycler.__init__ }}",
    ):
        (folder / "locale.yaml").write_text(words.replace(line, f"  sheet: {json.dumps(template)}"), encoding="utf-8")
        with within(5), pytest.raises(bmcgen.Problems) as caught:
            bmcgen.make(canvas(blocks={"channels": notes}), assets=tmp_path)
        assert {each.code for each in caught.value.diagnostics} == {"bad-phrase"}


def photo(folder: Path, name: str) -> str:
    """What is wrong with a photo; empty if it is printed."""
    path = written(folder, json.dumps({"layout": "persona", "title": "A", "blocks": {"photo": name}}), "p.json")
    with within(10):
        try:
            bmcgen.make(path).pdf()
        except bmcgen.Problems as problems:
            (found,) = problems.diagnostics
            return found.code
    return ""


def test_a_photo_is_looked_for_in_the_data_s_folder_alone(tmp_path: Path) -> None:
    inner, outer = tmp_path / "data", tmp_path / "outside"
    for folder in (inner / "sub", outer):
        folder.mkdir(parents=True)
        Image.new("RGB", (30, 40), "red").save(folder / "a.png")
    (inner / "way-out").symlink_to(outer)
    (inner / "up.png").symlink_to("../outside/a.png")
    (inner / "device.png").symlink_to("/dev/zero")
    (inner / "twice.png").symlink_to(inner / "up.png")
    (inner / "own.png").symlink_to("sub/a.png")
    os.mkfifo(inner / "pipe.png")
    expected = {
        "sub/a.png": "",
        "sub/../sub/a.png": "",
        "own.png": "",
        "a\0.png": "no-such-file",
        "sub/a.png\0.jpg": "no-such-file",
        "../../etc/passwd": "outside-folder",
        "sub/../../outside/a.png": "outside-folder",
        "way-out/a.png": "outside-folder",
        "twice.png": "outside-folder",
        "device.png": "outside-folder",
        "/dev/zero": "outside-folder",
        "//etc/passwd": "outside-folder",
        "/proc/self/environ": "outside-folder",
        f"{inner}/sub/a.png": "outside-folder",
        "..\\outside\\a.png": "outside-folder",
        "\\\\server\\share\\a.png": "outside-folder",
        "C:\\a.png": "outside-folder",
        "pipe.png": "no-such-file",
        ".": "no-such-file",
        "..": "outside-folder",
        "~/a.png": "no-such-file",
        "%2e%2e/outside/a.png": "no-such-file",
        "http://127.0.0.1:9/a.png": "no-such-file",
        "data:image/png;base64,AAAA": "no-such-file",
        "file:../outside/a.png": "no-such-file",
        "a/" * 5000 + "a.png": "unreadable",
        "../" * 3000 + "etc/passwd": "outside-folder",
        "$(touch owned).png": "no-such-file",
        "| touch owned": "no-such-file",
    }
    assert {name: photo(inner, name) for name in expected} == expected
    assert not list(tmp_path.rglob("owned"))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, depth: int, colour: int, *more: bytes) -> bytes:
    """A tiny file that says it is so large, with a few bytes of pixels."""
    body = chunk(b"IDAT", zlib.compress(bytes(100)))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + body + chunk(b"IEND", b"")


def test_a_tiny_file_that_says_it_is_huge_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    for name, depth, colour in (("grey.png", 1, 0), ("deep.png", 16, 6)):
        (tmp_path / name).write_bytes(png(50_000, 50_000, depth, colour))
        with within(2, megabytes=20):
            assert photo(tmp_path, name) == "too-large"
    (tmp_path / "long.png").write_bytes(png(1, 2_000_000_000, 8, 2))
    assert photo(tmp_path, "long.png") == "too-large"
    (tmp_path / "none.png").write_bytes(png(0, 0, 8, 2))
    assert photo(tmp_path, "none.png") in ("not-a-picture", "broken-picture")


def test_texts_within_a_picture_are_not_unpacked_without_end(tmp_path: Path) -> None:
    text = chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(100_000_000)))
    (tmp_path / "text.png").write_bytes(png(40, 50, 8, 2, text))
    with within(5, megabytes=150):
        assert photo(tmp_path, "text.png") in ("broken-picture", "not-a-picture", "too-large")


def noise(mode: str = "RGB") -> Image.Image:
    return Image.effect_noise((60, 80), 60).convert(mode)


def cut(whole: bytes, part: float) -> bytes:
    return whole[: int(len(whole) * part)]


def saved(image: Image.Image, suffix: str, **options: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, suffix, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("part", [0.01, 0.1, 0.5, 0.9, 0.97])
@pytest.mark.parametrize(("suffix", "options"), [("PNG", {}), ("JPEG", {}), ("JPEG", {"progressive": True})])
def test_a_truncated_photo_is_refused(suffix: str, options: dict[str, Any], part: float, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(cut(saved(noise(), suffix, **options), part))
    assert photo(tmp_path, "a.jpg") in ("broken-picture", "not-a-picture")


def test_a_png_with_a_wrong_byte_is_refused(tmp_path: Path) -> None:
    data = saved(noise(), "PNG")
    place = data.index(b"IDAT") + 50
    (tmp_path / "a.png").write_bytes(data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :])
    assert photo(tmp_path, "a.png") == "broken-picture"


def test_pictures_of_rare_kinds_are_printed_or_refused(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (60, 80), colour) for colour in ("red", "blue")]
    files = {
        "animated.png": (saved(frames[0], "PNG", save_all=True, append_images=frames[1:]), ""),
        "several.jpg": (saved(frames[0], "MPO", save_all=True, append_images=frames[1:]), ""),
        "inks.jpg": (saved(noise("CMYK"), "JPEG"), ""),
        "deep.png": (saved(Image.new("I;16", (60, 80), 30_000), "PNG"), ""),
        "deep-colour.png": (DEEP, ""),
        "profile.png": (saved(noise(), "PNG", icc_profile=b"no profile" * 9), ""),
        "film.gif": (saved(frames[0], "GIF", save_all=True, append_images=frames[1:]), "not-a-picture"),
        "drawing.png": (b"<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/></svg>", "not-a-picture"),
        "script.png": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n", "not-a-picture"),
        "page.jpg": (b"%PDF-1.7\n", "not-a-picture"),
        "nothing.png": (b"", "not-a-picture"),
    }
    for name, (data, _) in files.items():
        (tmp_path / name).write_bytes(data)
    assert {name: photo(tmp_path, name) for name in files} == {name: code for name, (_, code) in files.items()}


def deep_colour() -> bytes:
    """Three colours of 16 bits each, which Pillow reads but does not write."""
    rows = b"".join(b"\0" + bytes(60 * 6) for _ in range(80))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60, 80, 16, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


DEEP = deep_colour()

WATCHED = textwrap.dedent(
    """
    import json, os, sys
    import bmcgen
    bmcgen.make("business-model").pdf()
    bmcgen.make("persona").pdf()
    seen = []
    def watch(event, arguments):
        if event in ("open", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir"):
            seen.append([event, os.fspath(arguments[0]) if isinstance(arguments[0], (str, os.PathLike)) else "?"])
        elif event.split(".")[0] in ("socket", "urllib", "http", "ftplib", "subprocess", "pty", "webbrowser") \\
                or event in ("os.system", "os.exec", "os.fork", "os.posix_spawn"):
            seen.append([event, ""])
    sys.addaudithook(watch)
    for name in sys.argv[2:]:
        try:
            bmcgen.make(name, assets=sys.argv[1]).pdf()
            seen.append(["made", name])
        except bmcgen.Problems as problems:
            seen.append(["refused", problems.diagnostics[0].code])
    os.write(1, json.dumps(seen).encode())
    """
)


def watched(assets: Path, *names: Path) -> list[tuple[str, str]]:
    """What a process opens, lists, connects to and starts while it makes these files."""
    command = [sys.executable, "-B", "-c", WATCHED, str(assets), *map(str, names)]
    result = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return [(event, name) for event, name in json.loads(result.stdout)]


def test_no_other_file_is_opened_and_nothing_is_asked_of_the_network(tmp_path: Path) -> None:
    data, assets, secret = tmp_path / "data", tmp_path / "assets", tmp_path / "secret"
    for folder in (data, assets / "layouts", secret):
        folder.mkdir(parents=True)
    (assets / "layouts/mine.yaml").write_bytes((SHIPPED / "layouts/business-model.yaml").read_bytes())
    for folder in (data, secret):
        (folder / "a.png").write_bytes(saved(noise(), "PNG"))
    (data / "link.png").symlink_to(secret / "a.png")
    good = [
        written(data, PERSON + "a.png\n", "good.yaml"),
        written(
            data, "layout: mine\nblocks:\n  channels: ['http://127.0.0.1:9/', '{% include \"x\" %}']\n", "own.yaml"
        ),
    ]
    names = ["../secret/a.png", str(secret / "a.png"), "link.png", "http://127.0.0.1:9/a.png", "file:///etc/passwd"]
    names += ["../secret/none.png", "/etc/passwd", "~/.ssh/id_rsa"]
    bad = [written(data, PERSON + f"{json.dumps(name)}\n", f"bad{n}.yaml") for n, name in enumerate(names)]
    bad += [written(data, f"layout: {name}\n", f"lay{n}.yaml") for n, name in enumerate(["../../secret/a", "/etc/x"])]
    bad += [written(data, HEAD.replace("en", "../../../secret"), "locale.yaml")]
    seen = watched(assets, *good, *bad)

    assert [event for event, _ in seen if event in ("made", "refused")] == ["made"] * 2 + ["refused"] * len(bad)
    opened = {name for event, name in seen if event == "open"}
    assert {str(data / "a.png"), str(data / "good.yaml"), str(assets / "layouts/mine.yaml")} <= opened
    allowed = [data, assets, SHIPPED, Path(bmcgen.__file__).parent, Path(sys.prefix), Path(sys.base_prefix)]
    looked_at = {name for event, name in seen if event in ("open", "os.listdir", "os.scandir")}
    strange = {name for name in looked_at if not any(Path(name).resolve().is_relative_to(each) for each in allowed)}
    assert strange == set()
    assert {event for event, _ in seen} <= {"open", "os.listdir", "os.scandir", "made", "refused"}


def test_the_watch_sees_what_it_watches_for(tmp_path: Path) -> None:
    """Else the test before this one would prove nothing."""
    code = WATCHED.replace(
        "for name in sys.argv[2:]:",
        "import socket\nopen('/etc/hosts').close()\nos.listdir('/')\n"
        "socket.socket().connect_ex(('127.0.0.1', 9))\nos.system('true')\nfor name in []:",
    )
    result = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=True, timeout=60)
    events = [tuple(each) for each in json.loads(result.stdout)]
    assert {("open", "/etc/hosts"), ("os.listdir", "/"), ("socket.connect", ""), ("os.system", "")} <= set(events)


def test_very_many_links_to_nothing_or_anything_take_little_time(tmp_path: Path) -> None:
    lines = "".join(f"    - {{text: n{n}, id: i{n}, to: x{n}}}\n" for n in range(4000))
    assert wrong(written(tmp_path, f"{HEAD}blocks:\n  channels:\n{lines}"), seconds=20) == ["unknown-id"]


def test_signs_of_markup_and_quotation_without_end_take_little_time() -> None:
    with within(5):
        for sign in ("*a ", "**a ", "*", "a* ", "- \n", "*a**b***"):
            styled_parts(sign * 100_000)
        for sign in ("\"a' ", "--", "...", "'", '"'):
            smart(sign * 100_000, "de")
