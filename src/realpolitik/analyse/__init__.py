"""Records become findings; the same records always give the same findings."""
