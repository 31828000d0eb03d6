"""The store for assistants: tools of the Model Context Protocol that read, and whose answers carry their sources."""
