"""One time round the loop: its stages and its pinned framework."""
