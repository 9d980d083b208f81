"""Agreements -> table. The only home of pandas."""
