"""Where a partnership is: figures, words, pictures and data from every method."""
