"""Measuring: predictions for annotated sets, and one table of how good they are."""
