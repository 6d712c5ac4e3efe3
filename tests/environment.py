"""Loaded before the settings are (see `addopts` in pyproject.toml): no test may touch the data of a real instance.

Each test process gets a data folder of its own, gone when the run ends; of the developer's LINKAGE_* variables only
those that choose the database, the fonts and the browser reach the tests.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

KEPT = {"LINKAGE_DATABASE_URL", "LINKAGE_FONTS", "LINKAGE_CHROMIUM", "LINKAGE_GUIDE", "LINKAGE_WALKS"}

for name in [name for name in os.environ if name.startswith("LINKAGE_") and name not in KEPT]:
    if not name.startswith("LINKAGE_TEST_"):
        del os.environ[name]

if "LINKAGE_TEST_DATA" not in os.environ:
    # Only the process that made the folder removes it; the workers that xdist starts inherit its name.
    os.environ["LINKAGE_TEST_DATA"] = tempfile.mkdtemp(prefix="linkage-tests-")
    atexit.register(shutil.rmtree, os.environ["LINKAGE_TEST_DATA"], ignore_errors=True)

DATA = Path(os.environ["LINKAGE_TEST_DATA"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
DATA.mkdir(parents=True, exist_ok=True)
os.environ["LINKAGE_DATA"] = str(DATA)
