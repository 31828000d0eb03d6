"""One article as a person reads it: its words with what they claim, and how that stands in the films' records."""
