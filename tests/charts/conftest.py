"""What every test of a picture starts with."""

from collections.abc import Callable

import pytest

from tests.charts.reading import Picture


@pytest.fixture
def read() -> Callable[[str], Picture]:
    """Parses a picture, having checked what holds for every picture."""

    def reading(drawn: str) -> Picture:
        picture = Picture(drawn)
        picture.assert_sound()
        return picture

    return reading
