"""The servers of a measured room, as processes on loopback, and what they cost."""
