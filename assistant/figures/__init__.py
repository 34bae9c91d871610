"""Figure questions, answered deterministically from cells: one module an operation."""
