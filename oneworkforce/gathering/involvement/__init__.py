"""How children, young people and families take part, or why not yet."""
