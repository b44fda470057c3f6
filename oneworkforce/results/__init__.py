"""Where a partnership stands: what every method gathered, worked out, in words, pictures and data."""
