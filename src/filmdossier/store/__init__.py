"""What lasts: documents, what was read in them, what people judged, and the records derived from it all.

One store is one SQLite file or one PostgreSQL database; nothing above this package knows which.
"""
