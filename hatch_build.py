"""Compiles what ships when the package is built, so that no start of the program has to parse and check it."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, self.root)
        from bmcgen.assets.prebuild import write_compiled

        if version == "editable":
            # Beside the data that it was made of: it is read where the code is still the same.
            write_compiled(Path(self.root) / "compiled.bin")
            return
        self.folder = tempfile.mkdtemp()
        file = Path(self.folder) / "compiled.bin"
        write_compiled(file)
        build_data["force_include"][str(file)] = "bmcgen/compiled.bin"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            shutil.rmtree(self.folder)
