"""The people who are invited: looking at them, erasing them, and the purge."""
