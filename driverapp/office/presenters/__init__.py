"""Shape what was read into what is shown, in the language of the request."""
