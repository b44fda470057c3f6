"""How people answer: without an account, a session or a name, one theme a page, each answer saved as it is given."""
