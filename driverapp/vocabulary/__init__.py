"""The fixed words of the domain. Keys are stored and sent; sentences are shown."""
