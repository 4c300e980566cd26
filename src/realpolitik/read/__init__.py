"""Bytes become a document whose parts are told apart."""
