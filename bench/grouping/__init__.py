"""How good, how steady and how fast the themes are: `python -m bench.grouping`."""
