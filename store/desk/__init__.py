"""What dealers and staff see alike: an order laid out, its clock, figures, and exports."""
