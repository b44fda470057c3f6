"""Work beside the website: every minute, every day, and in the worker's rounds. Knows no feature."""
