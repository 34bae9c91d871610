"""A conversation: what a turn takes over from those before it, and what it picks out of them."""
