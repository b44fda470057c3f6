"""Answers from files, and into them."""
