"""People with a password: users, sign-in, personas of the demonstration, and the audit event."""
