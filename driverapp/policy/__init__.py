"""What the operator has decided: what a report may hold, how long it is kept, when it is read."""
