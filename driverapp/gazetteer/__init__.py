"""Where things are, for a phone without network: towns, and of motorways junctions, rest areas, kilometre posts."""
