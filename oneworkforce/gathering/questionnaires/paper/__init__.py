"""The questionnaire on paper: printing it, and typing in what comes back, twice."""
