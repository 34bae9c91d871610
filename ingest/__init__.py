"""From bytes to exact figures: reading, checking and keeping annual reports."""
