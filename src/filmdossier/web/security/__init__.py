"""What keeps strangers' words and strangers' requests from doing harm."""
