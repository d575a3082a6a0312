"""Fixtures of the guidance's tests."""

import pytest
from flask import Flask

from tests.guidance.chain import Chain


@pytest.fixture
def chain(app: Flask) -> Chain:
    """An editor and an approver of the police, as yet without associations."""
    return Chain()
