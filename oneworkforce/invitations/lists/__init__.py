"""Lists of people to invite: read, checked, shown, and taken in."""
