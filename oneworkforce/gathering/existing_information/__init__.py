"""What is known already: how children and families were involved, and what they have told services before."""
