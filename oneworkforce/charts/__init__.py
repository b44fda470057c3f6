"""Numbers in, SVG out: no script, no stylesheet and no library, for screens, paper and PDFs.

Colours are attributes, which a stylesheet can override through these classes: `chart-ink` and `chart-soft` (text),
`chart-ink-line`, `chart-soft-line` and `chart-rule` (strokes), `chart-paper` and `chart-paper-line` (the page's
colour), `chart-line`, `chart-fill` and `chart-solid` (the theme's colour), `chart-on-colour` (white on it),
`arc-focus`.

On a dark page use light ink, dark paper and `filter: brightness(1.7)` on `chart-line` and `chart-fill`. In forced
colours map ink to CanvasText and paper to Canvas. White on a theme's colour stays.
"""

from .arcs import Arc
from .distribution import distribution
from .key import legend
from .lettering import REPORT_FONT, SCREEN_FONT
from .rainbow import rainbow
from .series import Series, Style
from .spider import spider

__all__ = ["REPORT_FONT", "SCREEN_FONT", "Arc", "Series", "Style", "distribution", "legend", "rainbow", "spider"]
