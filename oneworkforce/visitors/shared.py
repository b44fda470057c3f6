"""A device that many people use, one after another: where the next one begins."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from oneworkforce.visitors import cookies


def again(request: HttpRequest) -> str:
    """Where the next person begins."""
    return reverse("answer-shared", args=[cookies.shared_code(request)])
