"""Answers as CSV, in and out."""
