"""Reference exchange rates: the bundled history, and files that the user brings."""
