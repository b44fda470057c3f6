"""People with a password, how they sign in, and the record of what they did."""
