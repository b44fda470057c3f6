"""The plan of an assessment: which method, for which themes, with whom, when, and who leads it."""
