"""Waves: who is invited when, and the mailing that sends their letters."""
