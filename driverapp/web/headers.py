"""Headers of every answer: a strict content policy without nonces, since no page holds inline script or style."""

from flask import Flask, Response, request

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # The camera reads a code from a poster, after a tap.
    "Permissions-Policy": (
        "geolocation=(self), camera=(self), microphone=(self), payment=(), usb=(), browsing-topics=()"
    ),
    # Flask-WTF asks for the referrer on HTTPS.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def register_headers(app: Flask, *, https: bool) -> None:
    """Set the headers on every answer; whatever the office shows is stored nowhere."""
    headers = HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if https else {})

    @app.after_request
    def set_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if request.path.startswith("/office"):
            response.headers["Cache-Control"] = "no-store"
        return response
