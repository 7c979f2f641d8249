"""The only parsers of foreign bytes: each validates fully, then hands over domain values."""
