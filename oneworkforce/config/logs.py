"""What log lines may hold: the name of the page asked for, never its path, which may be somebody's link."""

import logging
import re

from django.http import HttpRequest

PATH = re.compile(r"/(?:answer|join)/\S*")


class RouteNames(logging.Filter):
    """Rewrites a record about a request so that it names the route and holds no request object."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; never drop it."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            match = getattr(request, "resolver_match", None)
            route = match.view_name if match else "no page"
            record.args = tuple(route if arg == request.path else arg for arg in record.args or ())
            record.request = None
        record.msg = PATH.sub("(a personal path)", str(record.msg))
        return True
