"""Pages go out packed (gzip), so that they reach a telephone soon.

How well a page packs could tell somebody who watches its length what stands on it, where they can put words of their
own beside it (the attack is called BREACH). So every page is padded by chance, and tokens of forms are masked anew for
each page: both as Django's own middleware does it, which packs twice as long for a tenth less.
"""

from __future__ import annotations

import re
import secrets
import zlib
from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

Response = TypeVar("Response", bound=HttpResponseBase)

SHORT = 200
"""Bytes below which packing saves nothing."""
LEVEL = 3
MOST_PADDING = 100
WORTH_IT = re.compile(r"text/|application/(json|xml|javascript)|image/svg")
GZIP = re.compile(r"\bgzip\b")
HEAD = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff"
"""The beginning of a gzip file that has a name and no time (RFC 1952); its name is the padding."""


def pack(request: HttpRequest, response: Response) -> Response:
    """The response, packed where the browser takes that and it is worth it."""
    if (
        not isinstance(response, HttpResponse)
        or len(text := response.content) < SHORT
        or response.has_header("Content-Encoding")
        or not WORTH_IT.match(response.headers.get("Content-Type", ""))
    ):
        return response
    patch_vary_headers(response, ("Accept-Encoding",))
    if GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        padding = b"a" * secrets.randbelow(MOST_PADDING + 1) + b"\0"
        tail = zlib.crc32(text).to_bytes(4, "little") + (len(text) & 0xFFFFFFFF).to_bytes(4, "little")
        response.content = b"".join([HEAD, padding, packer.compress(text), packer.flush(), tail])
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
    return response


def packed(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Pack every page of the site that is not packed yet."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        return pack(request, get_response(request))

    return respond
