"""People without an account, whatever they take part in: their pages, cookies, codes, languages and help."""
