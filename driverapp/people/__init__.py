"""People with an account in the office."""
