"""How the shipped encoder is made: from marked-up passages and open corpora to weights."""
