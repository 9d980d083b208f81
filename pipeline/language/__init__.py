"""Text -> Mentions. The only home of spaCy and dateparser."""
