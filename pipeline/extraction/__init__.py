"""Mentions -> Agreement: which mention answers which field, how surely, and why not."""

from pipeline.extraction.extract import extract

__all__ = ["extract"]
