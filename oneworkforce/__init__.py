"""One Workforce: a partnership finds out how integrated its children's workforce is, and acts on the difference."""
