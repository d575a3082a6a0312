"""Associations of the partnership, their sites and the codes by which reports are attributed."""
