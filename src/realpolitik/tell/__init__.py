"""Findings are told to people, every sentence with its words."""
