"""The start page, dashboards, first set-up, the framework's pages and the error pages."""
