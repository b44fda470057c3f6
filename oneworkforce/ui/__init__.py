"""The look and shared parts of every page. It knows no feature."""
