"""`python -m cms.cli`, for processes that know their interpreter but not their PATH."""

from cms.cli import main

main(prog_name="cms")
