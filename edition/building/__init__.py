"""Markdown pages in, a whole edition in the work folder out, held against what was meant."""
