"""A list as somebody has it, read into people to invite."""
