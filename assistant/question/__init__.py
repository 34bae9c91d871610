"""From words to slots: places, years, figures, operations; all vocabulary is data."""
