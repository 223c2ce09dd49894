"""Sockets: who may be in which room, and delivery. They carry no writes."""
