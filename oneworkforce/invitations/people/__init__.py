"""Invited people: looking at them, erasing them, and the purge."""
