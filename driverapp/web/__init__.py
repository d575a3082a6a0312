"""HTTP that both audiences share."""
