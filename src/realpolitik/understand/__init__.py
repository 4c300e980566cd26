"""A document becomes records, each resting on a span of its words."""
