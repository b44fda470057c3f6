"""Saving answers, so that an older one never takes the place of a newer one."""
