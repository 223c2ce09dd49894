"""The demo: an invented workshop that a visitor watches live."""
