"""Document -> Text: geometry and characters only."""
