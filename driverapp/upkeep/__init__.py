"""What keeps an installation sound."""
