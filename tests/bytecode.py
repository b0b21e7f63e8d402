"""Compiled once, imported often: whatever the environment says, the tests and the processes that they start keep
bytecode, since otherwise each of a hundred short commands would compile all of bmcgen for itself.
"""

import os
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
