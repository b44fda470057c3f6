"""The look and the shared parts of every page: base templates, components, form fields, styles, small scripts.

Knows no feature: every other app may use it, it uses none of them.
"""
