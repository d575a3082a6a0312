"""What every process of a test run needs, made by the first that asks."""

import atexit
import fcntl
import tempfile
from collections.abc import Callable
from pathlib import Path

# Of this process alone, unless the test run names one for all; gone with whoever made it.
_own = tempfile.TemporaryDirectory(prefix="driverapp-made-")
_folder = Path(_own.name)
# Python removes it by itself too, and complains of that.
atexit.register(_own.cleanup)


def share(folder: Path) -> None:
    """Name the folder in which the processes of a run put what they share."""
    global _folder  # noqa: PLW0603 - a process belongs to one run
    _folder = folder


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder of a name, filled by `make` if nobody has; whoever comes meanwhile waits. Nobody may change it."""
    folder = _folder / name
    with (_folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            begun = Path(tempfile.mkdtemp(dir=_folder))
            make(begun)
            begun.rename(folder)
    return folder
