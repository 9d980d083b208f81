"""Text -> Mentions. The only home of spaCy and dateparser."""

from pipeline.language.matching import annotate, reader

__all__ = ["annotate", "reader"]
