"""A room of a thousand phones on the real server: load by schedule, latencies, and an audit of every note."""
