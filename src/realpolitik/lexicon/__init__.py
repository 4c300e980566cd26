"""What is known beforehand: tables with an origin on every row."""
