"""How children, young people and families take part in an assessment, or why they do not yet."""
