"""The types that every stage speaks: standard library only, immutable, no input or output."""
