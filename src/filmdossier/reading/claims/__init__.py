"""What an article claims of its films, read family by family."""
