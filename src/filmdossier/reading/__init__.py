"""An article becomes a reading: text, sentences, values, mentions, films, statements, claims."""
