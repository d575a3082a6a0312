"""Lighthouse's scores of the start page with its phone setting. Run it with `make bench`."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.servers import run_server

FOLDER = Path(__file__).resolve().parent / "lighthouse"


def _scores(url: str) -> dict[str, Any]:
    node = subprocess.run(["setup/node"], capture_output=True, text=True, check=True).stdout.strip()
    audited = subprocess.run(
        [f"{node}/node", FOLDER / "audit.js", url, shutil.which("chromium") or "chromium"],
        env=os.environ | {"PATH": f"{node}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(audited.stdout)
    return answer


def main() -> None:
    """Audit the page and print the scores, and what is short of full marks."""
    with tempfile.TemporaryDirectory(prefix="driverapp-bench-") as name, run_server(Path(name) / "data") as server:
        found = _scores(f"{server.url}/de/")
    print("  ".join(f"{category} {score}" for category, score in found["scores"].items()))
    print("short of full marks:", ", ".join(found["failed"]) or "nothing")


if __name__ == "__main__":
    main()
