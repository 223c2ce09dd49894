"""What is measured: figures and how to get them again. See docs/bench.md."""
