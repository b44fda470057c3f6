"""Letters with a personal link: their words, their approval, and what became of them."""
