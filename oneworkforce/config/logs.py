"""Log lines name the page, never its path, which may be somebody's link."""

import logging
import re

from django.http import HttpRequest

PERSONAL = re.compile(r"/(?:answer|join|mail)/\S*")


class RouteNames(logging.Filter):
    """Make a log record name the route, and hold no request or answer."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            match = getattr(request, "resolver_match", None)
            route = match.view_name if match else "no page"
            if isinstance(record.args, tuple):
                record.args = tuple(route if arg == request.path else arg for arg in record.args)
            if PERSONAL.match(request.path):
                _name_the_fault_only(record)
            record.request = None
        if isinstance(record.args, tuple):
            record.args = tuple(_without_paths(arg) if isinstance(arg, str) else arg for arg in record.args)
        record.msg = _without_paths(str(record.msg))
        return True


def _name_the_fault_only(record: logging.LogRecord) -> None:
    """Keep only the kind of error, because a database's traceback may quote a row."""
    if record.exc_info and record.exc_info[0] is not None:
        record.msg = f"{record.msg} ({record.exc_info[0].__name__})"
        record.exc_info, record.exc_text = None, None


def _without_paths(text: str) -> str:
    return PERSONAL.sub("(a personal path)", text)
