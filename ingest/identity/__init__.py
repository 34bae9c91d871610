"""Who, where and when: the body a report is by, its place, its year, and whether it is a report."""
