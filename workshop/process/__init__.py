"""Processes that serve: how each starts, listens, logs, tidies up and ends."""
