"""Running the application: the server, its processes, and its patience with slow clients."""
