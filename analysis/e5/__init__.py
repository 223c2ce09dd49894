"""The second tier of meaning: multilingual-e5-small (Wang et al. 2024), made ready by `python -m analysis.e5`."""
