"""`python -m bmcgen`."""

from bmcgen.cli import main

main(prog_name="bmcgen")
