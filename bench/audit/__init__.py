"""The audit of a run: every write that was answered is in the database once, and every screen shows it."""
