"""Reports and emergency calls: from the intake to the last step."""
