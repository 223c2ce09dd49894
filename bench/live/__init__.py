"""Real texts through the real server, with the clock running: `python -m bench.live`."""
