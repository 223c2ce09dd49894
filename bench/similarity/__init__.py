"""Trains what Laena knows of likeness: `python -m bench.similarity words`, then `python -m bench.similarity`."""
