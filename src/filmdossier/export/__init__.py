"""What goes out: the terminal view and the self-contained page."""
