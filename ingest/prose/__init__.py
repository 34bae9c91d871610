"""What the text states in numbers: counted things, each with its sentence."""
