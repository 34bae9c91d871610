"""Bytes to Document, one reader a format, chosen by content."""
