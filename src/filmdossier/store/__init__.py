"""Documents, claims, judgements and records that last."""
