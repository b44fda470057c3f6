"""The start page, first set-up, the framework's pages and the error pages."""
