"""`python -m realpolitik` is the command line."""

from realpolitik.tell.cli import main

main()
