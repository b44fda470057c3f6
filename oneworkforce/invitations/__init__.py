"""Who is invited: lists, waves, the letter, personal links. Knows of answers nothing but finished, yes or no."""
