"""Narrative questions, answered with passages: found, quoted whole, each with its address."""
