"""Typst through its Python binding: `python rival.py FILE.yaml… OUT/` makes a PDF of each data file, in one process."""

from __future__ import annotations

import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent


def main(files: list[str], out: Path) -> None:
    out.mkdir(exist_ok=True)
    root = Path(files[0]).parent
    template = root / "poster.typ"
    template.write_text((HERE / "poster.typ").read_text(encoding="utf-8"), encoding="utf-8")
    fonts = [str(HERE.parents[1] / "fonts")]
    compiler = typst.Compiler(str(template), root=str(root), font_paths=fonts, ignore_system_fonts=True)
    for file in files:
        name = Path(file).name
        compiler.compile(output=str(out / f"{Path(file).stem}.pdf"), sys_inputs={"files": f"/{name}"})


if __name__ == "__main__":
    main(sys.argv[1:-1], Path(sys.argv[-1]))
