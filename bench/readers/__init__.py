"""How Laena's themes compare with those that readers make of the same notes: `python -m bench.readers`."""
