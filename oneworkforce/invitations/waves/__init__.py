"""Waves: who is invited when, and the mailing that takes their letters out."""
