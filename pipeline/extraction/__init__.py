"""Mentions -> Agreement: which mention answers which field, how surely, and why not."""
