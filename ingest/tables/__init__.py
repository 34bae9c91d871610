"""One reader a table: rows to cells, each with the place in its form that its row's words name."""
