"""Outgoing mail: an outbox and what empties it. Features decide what a message says."""
