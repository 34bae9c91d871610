"""The SQL store, which alone is the truth, and the two indexes that it can always rebuild."""
