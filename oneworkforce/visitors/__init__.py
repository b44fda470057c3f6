"""People without an account, whatever they take part in."""
