"""The balance: figures, counted from events alone."""
