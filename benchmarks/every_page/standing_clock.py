"""The console script with a clock that stands still, so that pages say the same whenever they are looked at.

Run by the build's own Python in place of `oneworkforce`; ONE_MOMENT is the moment, as ISO 8601. Every date and time on
a page comes from Django's clock.
"""

import os
import sys
from datetime import datetime

sys.path.pop(0)  # this folder

from django.utils import timezone

MOMENT = datetime.fromisoformat(os.environ["ONE_MOMENT"])
timezone.now = lambda: MOMENT

from oneworkforce.config.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
