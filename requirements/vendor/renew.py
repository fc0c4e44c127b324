"""Renews `static/vendor` from the pinned npm packages: `python requirements/vendor/renew.py`.

Needs npm (from the machine, or the one in `.venv`) and is run only when a package or the list of
icons changes; the product itself has no build step. Installs by the lock without running any
package's scripts, bundles two libraries with esbuild, draws the icon sprite, copies the rest, and
writes `manifest.json` with package, version, licence and sha256 of each file.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent.parent / "static" / "vendor"
MIT = "@tabler/icons/LICENSE"  # the same author's; @tabler/core ships without the text


@dataclass(frozen=True)
class Copy:
    """One folder of static/vendor: the package, its files there, and the licence texts."""

    package: str
    folder: str
    files: dict[str, str]
    licences: tuple[str, ...]


COPIES = (
    Copy("htmx.org", "htmx", {"htmx.min.js": "dist/htmx.min.js"}, ("htmx.org/LICENSE",)),
    Copy(
        "@tabler/core",
        "tabler",
        {"tabler.min.css": "dist/css/tabler.min.css", "tabler.min.js": "dist/js/tabler.min.js"},
        (MIT,),
    ),
    Copy("@tabler/icons", "tabler-icons", {}, (MIT,)),
    Copy("@event-calendar/core", "event-calendar", {}, ("svelte/LICENSE.md",)),
    Copy(
        "echarts",
        "echarts",
        {},
        ("echarts/LICENSE", "echarts/NOTICE", "zrender/LICENSE", "tslib/LICENSE.txt"),
    ),
    Copy(
        "signature_pad",
        "signature-pad",
        {"signature_pad.umd.min.js": "dist/signature_pad.umd.min.js"},
        ("signature_pad/LICENSE",),
    ),
    Copy(
        "zxing-wasm",
        "zxing",
        {
            "zxing-reader.js": "dist/iife/reader/index.js",
            "zxing_reader.wasm": "dist/reader/zxing_reader.wasm",
        },
        ("zxing-wasm/LICENSE",),
    ),
)


def bundle(modules: Path) -> None:
    """Bundle ECharts and EventCalendar, each as one script without outside references."""
    for name, folder in (("echarts", "echarts"), ("event-calendar", "event-calendar")):
        source = modules.parent / f"{name}.js"
        target = VENDOR / folder / f"{name}.min.js"
        options = ("--bundle", "--minify", "--format=iife", "--target=es2020", "--charset=utf8")
        command = [modules / ".bin" / "esbuild", source, *options, f"--outfile={target}"]
        subprocess.run([str(part) for part in command], check=True)
    styles = modules / "@event-calendar/core/dist/index.css"
    shutil.copyfile(styles, VENDOR / "event-calendar" / "event-calendar.css")


def sprite(modules: Path) -> None:
    """Draw the icons named in icons.txt as symbols of one SVG file."""
    symbols = []
    for name in (HERE / "icons.txt").read_text().split():
        svg = (modules / f"@tabler/icons/icons/outline/{name}.svg").read_text()
        shapes = re.findall(r"<(?:path|circle|line|rect|polyline)\b[^>]*>", svg)
        kept = [re.sub(r"\s*/>", "/>", shape) for shape in shapes if 'stroke="none"' not in shape]
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{"".join(kept)}</symbol>')
    body = "\n".join(symbols)
    target = VENDOR / "tabler-icons" / "sprite.svg"
    target.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n')


def copy(modules: Path, item: Copy) -> None:
    """Copy the item's files and licence texts, without references to source maps or a CDN."""
    folder = VENDOR / item.folder
    for target, source in item.files.items():
        content = (modules / item.package / source).read_bytes()
        if not target.endswith(".wasm"):
            content = re.sub(rb"\n?(//# |/\*# )sourceMappingURL=[^\n]*", b"", content)
            content = re.sub(rb"`https://[^`]*/\$\{n\[1\]\}/\$\{e\}`", b"t+e", content)
        (folder / target).write_bytes(content)
    texts = [f"{name}\n\n{(modules / name).read_text().strip()}\n" for name in item.licences]
    (folder / "LICENCE.txt").write_text("\n\n".join(texts))


def manifest(modules: Path) -> None:
    """Write package, version, licence and the sha256 of every file."""
    rows = []
    for item in COPIES:
        about = json.loads((modules / item.package / "package.json").read_text())
        files = sorted(path for path in (VENDOR / item.folder).iterdir() if path.is_file())
        rows.append(
            {
                "package": item.package,
                "version": about["version"],
                "licence": about["license"],
                "files": {
                    f"{item.folder}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
                    for path in files
                },
            }
        )
    (VENDOR / "manifest.json").write_text(json.dumps(rows, indent=2) + "\n")


def main() -> None:
    """Install the pinned packages in a temporary folder and renew every file from them."""
    npm = HERE.parent.parent / ".venv" / "bin" / "npm"
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("package.json", "package-lock.json", "echarts.js", "event-calendar.js"):
            shutil.copyfile(HERE / name, Path(scratch) / name)
        program = str(npm) if npm.exists() else "npm"
        install = [program, "ci", "--ignore-scripts", "--no-fund", "--no-audit"]
        subprocess.run(install, cwd=scratch, check=True)
        modules = Path(scratch) / "node_modules"
        for item in COPIES:
            (VENDOR / item.folder).mkdir(parents=True, exist_ok=True)
        bundle(modules)
        sprite(modules)
        for item in COPIES:
            copy(modules, item)
        manifest(modules)


if __name__ == "__main__":
    main()
