"""The letter that carries a personal link: its words, its approval, and what became of it."""
