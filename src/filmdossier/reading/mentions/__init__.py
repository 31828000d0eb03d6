"""Names in an article: what the encoder tags, what the words around it tell, and which names are one."""
