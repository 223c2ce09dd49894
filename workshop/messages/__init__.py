"""What clients send (`incoming`) and what they are sent (`outgoing`)."""
