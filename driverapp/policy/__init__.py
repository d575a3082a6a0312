"""What the operator has decided: what a report may hold and how long it can be undone."""
