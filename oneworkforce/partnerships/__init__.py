"""Partnerships, what they are made of, and what each role may do."""
