"""Where a partnership is: results, charts and the summary report."""
