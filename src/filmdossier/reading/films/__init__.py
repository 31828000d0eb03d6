"""Which film the article speaks of, sentence by sentence."""
