"""Runs sync_latency on the sample site with certificates of its own. Arguments go to it: --devices 20 --bookings 300."""

import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/process"))
from programs import BIN, Certificates  # noqa: E402

with tempfile.TemporaryDirectory() as folder:
    certificates = Certificates(pathlib.Path(folder))
    sys.exit(subprocess.run([BIN / "sync_latency", "--folder", folder, "--site", ROOT / "platform/packaging/sample-site",
                             "--certificate", certificates.chain, "--key", certificates.key,
                             "--authority", certificates.authority, *sys.argv[1:]], check=False,
                            env={**os.environ}).returncode)
