"""Outgoing mail: an outbox table and the worker that empties it. Knows no feature: others say what a message holds."""
