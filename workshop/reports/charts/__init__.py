"""Charts of the report: what they show (`data.py`), and how Laena draws them as SVG."""
