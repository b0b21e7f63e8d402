"""Where the layouts, locales, themes and fonts that ship with the program are."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
# A wheel carries the data inside the package; in a checkout it stands beside it.
SHIPPED = PACKAGE if (PACKAGE / "layouts").is_dir() else PACKAGE.parent
