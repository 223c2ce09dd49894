"""The worker process: groups notes, links themes and writes reports, and never serves a socket."""
