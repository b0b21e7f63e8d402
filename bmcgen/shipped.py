"""Where the data is that ships with the program: layouts, locales, faces."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# A wheel carries the data inside the package; in a checkout it stands beside it.
SHIPPED = _PACKAGE if (_PACKAGE / "layouts").is_dir() else _PACKAGE.parent
