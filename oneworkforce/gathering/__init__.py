"""How views are gathered: independent apps, one a method."""
