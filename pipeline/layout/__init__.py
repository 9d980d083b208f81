"""Document -> Text: geometry and characters only."""

from pipeline.layout.compose import compose

__all__ = ["compose"]
