"""Employee sales: the HR file, who is entitled to which terms, and how often."""
