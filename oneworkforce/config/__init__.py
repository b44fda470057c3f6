"""Settings, root URLs, the WSGI application and the console script."""
