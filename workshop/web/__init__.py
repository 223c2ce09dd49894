"""HTTP: each handler parses, calls one verb of the domain, and answers."""
