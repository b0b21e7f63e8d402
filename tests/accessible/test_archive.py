"""Files for an archive: PDF/A-2a, or PDF/A-3a with the data inside, as far as pikepdf and the bytes themselves tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageCms

import bmcgen
from bmcgen.backends.pdf.archive import srgb
from bmcgen.cli import main
from tests.accessible.checking import violations
from tests.accessible.profiles import four_inks
from tests.accessible.test_accessible import CHOSEN
from tests.conftest import SAMPLES, canvas

_PART = re.compile(rb">(\d)</pdfaid:part>")
_UNKNOWN = (
    re.compile(rb"<pdfuaid:part.*?</pdfuaid:part>", re.DOTALL),
    re.compile(
        rb'<rdf:Description rdf:about="" xmlns:pdfaExtension.*?</pdfaExtension:schemas>\s*</rdf:Description>', re.DOTALL
    ),
)
KEPT = [name for name in CHOSEN if "form" not in name and "inks" not in name]


def archived(document: bmcgen.Document) -> bytes:
    return replace(document, press=replace(document.press, archive=True)).pdf()


def wrong(data: bytes, folder: Path) -> list[str]:
    """What pikepdf finds against level B, once what it does not know is blanked out where it stands: PDF/UA, schemas
    that extend others, level A.
    """
    for each in _UNKNOWN:
        data = each.sub(lambda found: b" " * len(found[0]), data)
    data = data.replace(b">A</pdfaid:conformance>", b">B</pdfaid:conformance>")
    path = folder / "a.pdf"
    path.write_bytes(data)
    (part,) = _PART.findall(data)
    found = pikepdf.pdfa.validate_written(path, f"{part.decode()}b")
    return [str(each) for each in (*found.violations, *found.unsupported)]


def run(*args: str) -> Result:
    return CliRunner().invoke(main, [str(each) for each in args])


@pytest.mark.parametrize("name", KEPT)
def test_a_file_for_an_archive_is_pdf_a_and_pdf_ua(name: str, tmp_path: Path) -> None:
    document = CHOSEN[name]()
    data = archived(document)
    assert wrong(data, tmp_path) == []
    assert violations(data) == []
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as xmp:
        assert xmp["pdfaid:part"] == ("3" if "/AF" in pdf.Root else "2")
        assert xmp["pdfaid:conformance"] == "A"
        assert xmp["pdfuaid:part"] == "1"
    assert len(data) - len(document.pdf()) < 2000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/OutputIntents", b"/OutputIntentz"),
        (b"/S/GTS_PDFA1", b"/S/GTS_PDFX1"),
        (b"<pdfaid:conformance", b"<pdfaid:conforming "),
        (b"<dc:title>", b"<dc:tales>"),
    ],
)
def test_what_an_archive_would_not_take_is_found(old: bytes, new: bytes, tmp_path: Path) -> None:
    data = archived(bmcgen.make("business-model"))
    assert old in data
    assert wrong(data, tmp_path) == []
    assert wrong(data.replace(old, new), tmp_path)


def test_a_file_for_no_archive_does_not_say_that_it_is() -> None:
    data = bmcgen.make("business-model").pdf()
    assert b"pdfaid" not in data
    assert b"OutputIntents" not in data


@pytest.mark.parametrize("name", ["personas/margaret", "fietsbieb"])
def test_the_metadata_says_what_the_file_says_elsewhere(name: str) -> None:
    with pikepdf.open(BytesIO(archived(bmcgen.make(SAMPLES / f"{name}.yaml")))) as pdf, pdf.open_metadata() as xmp:
        info = {key[1:]: str(value) for key, value in pdf.docinfo.items()}
        day = re.sub(r"\D", "", str(xmp["xmp:CreateDate"]))
        said = {
            "Title": xmp["dc:title"],
            "Author": "; ".join(xmp.get("dc:creator", [])),
            "Subject": xmp["dc:description"],
            "Keywords": xmp.get("pdf:Keywords", ""),
            "Creator": xmp["xmp:CreatorTool"],
            "Producer": xmp["pdf:Producer"],
            "CreationDate": f"D:{day}+00'00'",
            "ModDate": f"D:{day}+00'00'",
            "Trapped": "/False",
        }
        assert xmp["xmp:ModifyDate"] == xmp["xmp:CreateDate"]
    assert info == {key: text for key, text in said.items() if text}


def test_the_profile_of_screens_is_that_of_the_standard() -> None:
    data = srgb()
    assert len(data) < 520
    profile = ImageCms.ImageCmsProfile(BytesIO(data))
    assert profile.profile.version < 3
    across = Image.linear_gradient("L")
    bands = across, across.rotate(90), Image.radial_gradient("L")
    for order in ((0, 1, 2), (1, 2, 0), (2, 0, 1), (0, 0, 0)):
        picture = Image.merge("RGB", [bands[n] for n in order])
        same = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "RGB", "RGB")
        extrema: Sequence[tuple[int, int]] = ImageChops.difference(
            picture, ImageCms.applyTransform(picture, same)
        ).getextrema()
        assert max(most for _, most in extrema) <= 1


def test_four_inks_need_the_profile_of_their_press(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name the profile of the press"):
        bmcgen.make("business-model", colour="cmyk", archive=True)
    profile = tmp_path / "press.icc"
    profile.write_bytes(four_inks())
    data = bmcgen.make("business-model", colour="cmyk", archive=True, output_intent=profile).pdf()
    assert wrong(data, tmp_path) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (str(intent.Info), intent.DestOutputProfile.N) == ("Test press", 4)
        assert intent.DestOutputProfile.read_bytes() == four_inks()


def test_a_print_shop_is_told_the_press_without_any_claim(tmp_path: Path) -> None:
    profile = tmp_path / "press.icc"
    profile.write_bytes(four_inks())
    output = tmp_path / "a.pdf"
    assert run("make", "business-model", "--colour", "cmyk", "--output-intent", profile, "-o", output).exit_code == 0
    data = output.read_bytes()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert [str(each.S) for each in pdf.Root.OutputIntents] == ["/GTS_PDFX"]
    assert b"pdfaid" not in data
    assert b"pdfx" not in data.lower().replace(b"/s/gts_pdfx", b"")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--archive", "--colour", "cmyk"], 2, "leave out --colour cmyk, or name the profile"),
        (["--archive", "--fillable"], 2, "an archive keeps what is finished"),
        (["--archive", "--format", "png"], 2, "--archive is for a .pdf, not for a .png"),
        (["--output-intent", "press.icc", "--format", "svg"], 2, "--output-intent is for a .pdf, not for a .svg"),
        (
            ["--output-intent", "none.icc"],
            1,
            "none.icc: error[no-such-file]: --output-intent: the profile cannot be read",
        ),
        (["--output-intent", "."], 1, "it is no ICC profile"),
        (
            ["--output-intent", "text.icc"],
            1,
            "text.icc: error[bad-profile]: the profile cannot be used: it is no ICC",
        ),
        (["--output-intent", "broken.icc"], 1, "broken.icc: error[bad-profile]"),
        (["--output-intent", "press.icc"], 1, "the profile is for cmyk, and the sheets are printed in rgb"),
    ],
)
def test_what_cannot_be_meant_is_told(
    args: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("press.icc").write_bytes(four_inks())
    Path("broken.icc").write_bytes(four_inks()[:128] + b"\xff" * (len(four_inks()) - 128))
    Path("text.icc").write_text("no profile")
    result = run("make", "business-model", *args)
    assert (result.exit_code, said in " ".join(result.output.split())) == (code, True), result.output
    assert not [*tmp_path.glob("*.pdf")]


def test_settings_give_way_to_what_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bmcgen.toml").write_text("archive = true\n")
    for name, args in {"a": [], "b": ["--colour", "cmyk"], "c": ["--fillable"]}.items():
        assert run("make", "business-model", *args, "-o", f"{name}.pdf").exit_code == 0
    assert run("make", "business-model", "-o", "d.png").exit_code == 0
    assert [b"pdfaid" in Path(f"{name}.pdf").read_bytes() for name in "abc"] == [True, False, False]


def test_only_a_pdf_can_be_for_an_archive(tmp_path: Path) -> None:
    document = bmcgen.make(canvas(), archive=True)
    for suffix in ("png", "svg"):
        with pytest.raises(bmcgen.Problems, match="said in a PDF"):
            document.save(tmp_path / f"a.{suffix}")
    with pytest.raises(TypeError, match="archive must be True or False"):
        bmcgen.make(SAMPLES / "sparse.yaml", archive="yes")  # type: ignore[arg-type]
