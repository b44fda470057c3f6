"""The questionnaire: answering, waiting, release, import and export."""
