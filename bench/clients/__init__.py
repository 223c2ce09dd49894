"""The people of a measured room, each over its own connection: phones, screens, the facilitator."""
