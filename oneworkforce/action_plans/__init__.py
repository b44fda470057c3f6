"""What a partnership will do: goals, strengths, focus areas and actions."""
