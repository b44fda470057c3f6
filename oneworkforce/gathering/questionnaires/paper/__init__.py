"""The questionnaire on paper: sheets to print, and the screen on which returned ones are entered twice."""
