"""Where the next person begins on a shared device."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from oneworkforce.visitors import cookies


def again(request: HttpRequest) -> str:
    return reverse("answer-shared", args=[cookies.shared_code(request)])
