"""Cleared Markdown becomes a full-text index: what is published, found by its words."""
