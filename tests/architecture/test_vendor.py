"""The copies of other people's browser code are the pinned ones, with their licences."""

import hashlib
import json

from tests.architecture.sources import ROOT

VENDOR = ROOT / "static" / "vendor"


def manifest():
    """The rows of the manifest."""
    return json.loads((VENDOR / "manifest.json").read_text())


def test_every_file_is_listed_with_its_hash():
    listed = {name: value for row in manifest() for name, value in row["files"].items()}
    present = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.glob("*/*")
    }
    assert listed == present


def test_every_package_has_version_and_licence():
    for row in manifest():
        assert row["version"]
        assert row["licence"]
        assert any(name.endswith("LICENCE.txt") for name in row["files"]), row["package"]
