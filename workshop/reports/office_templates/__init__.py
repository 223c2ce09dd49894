"""The office's own Word templates: their places, whether a file is one, and documents written through them."""
