"""What is the same for everybody goes out compressed.

Nothing else does: beside a secret or a token, the length of a compressed answer tells what somebody else got to
stand in it (BREACH).
"""

from flask import Blueprint, Flask
from flask_compress import Compress

compress = Compress()


def register_compression(app: Flask) -> None:
    """Set up compression; blueprints ask for it by `compressed`."""
    app.config["COMPRESS_REGISTER"] = False
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    compress.init_app(app)


def compressed(blueprint: Blueprint) -> Blueprint:
    """Let every answer of a blueprint be compressed for who takes it."""
    blueprint.after_request(compress.after_request)
    return blueprint
