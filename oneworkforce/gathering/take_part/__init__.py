"""Taking part, whatever the method: the ways in, who takes part, who is missing, and the public page."""
