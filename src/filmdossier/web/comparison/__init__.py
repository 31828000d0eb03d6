"""Two films side by side."""
