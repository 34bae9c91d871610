"""Golden questions and how the assistant is scored on them."""
