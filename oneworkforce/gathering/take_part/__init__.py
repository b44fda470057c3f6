"""Taking part, whatever the method: ways in, who takes part, who is missing, the public page."""
