"""What keeps answers apart from people: mixing, clearing traces, and what stays withheld."""
