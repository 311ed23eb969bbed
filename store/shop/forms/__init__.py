"""The forms of the customer's pages."""
