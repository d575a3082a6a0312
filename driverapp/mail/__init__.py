"""What goes out by mail: to people of the office alone, and never a word of a report."""
