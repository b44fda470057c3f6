"""Pictures drawn on the server: numbers in, SVG out, with no script, no stylesheet and no library.

Every picture works on screen, on paper and inside a PDF. Its colours are presentation attributes, which any stylesheet
may override through these classes: `chart-ink` and `chart-soft` (text), `chart-ink-line`, `chart-soft-line` and
`chart-rule` (strokes), `chart-paper` and `chart-paper-line` (whatever is the colour of the page), `chart-line`,
`chart-fill` and `chart-solid` (the theme's colour), `chart-on-colour` (white on a theme's colour), `arc-focus`.

On a dark page: light ink, dark paper (`.chart-solid` has a stroke of paper too), and `filter: brightness(1.7)` on
`chart-line` and `chart-fill`. In forced colours: ink to CanvasText, paper to Canvas. White on a theme's colour stays.
"""

from .arcs import Arc
from .distribution import distribution
from .key import legend
from .lettering import REPORT_FONT, SCREEN_FONT
from .rainbow import rainbow
from .series import Series, Style
from .spider import spider

__all__ = ["REPORT_FONT", "SCREEN_FONT", "Arc", "Series", "Style", "distribution", "legend", "rainbow", "spider"]
