"""python -m workshop.cli"""

from workshop.cli import entry

entry()
