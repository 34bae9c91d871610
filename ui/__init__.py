"""The web page: questions, and the reports behind the answers."""
