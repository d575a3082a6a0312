"""Reports as files: each format is a module, and all of them have the same columns."""
