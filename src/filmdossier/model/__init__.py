"""What things are: spans, values, claims, statements, readings. Imports none of the other layers."""
