"""Who is invited: lists, waves, letters, personal links. Of answers it knows only finished, yes or no."""
