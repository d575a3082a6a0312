"""Checklists and prevention hints, per target group and language."""
