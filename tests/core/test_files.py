"""Photos and signatures: what is taken in, what is refused, who sees it."""

from __future__ import annotations

import base64
import io
import uuid
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from apps.core.files import MAX_BYTES, files_of, store_image, store_signature
from tests.personas import access_of, staff_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: object, tmp_path: Path) -> None:
    """Files of a test go to its own folder."""
    settings.MEDIA_ROOT = tmp_path


def picture(kind: str = "JPEG", size: tuple[int, int] = (3000, 1000), **save: object) -> bytes:
    """A picture file."""
    buffer = io.BytesIO()
    Image.new("RGB", size, "navy").save(buffer, kind, **save)
    return buffer.getvalue()


def upload(content: bytes, name: str = "车.jpg") -> SimpleUploadedFile:
    """An uploaded file."""
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def keep(content: bytes, name: str = "车.jpg") -> object:
    """The stored file of a photo of a person."""
    owner = staff_of("technician")
    return store_image(access_of("hr_officer"), upload(content, name), owner=owner, kind="photo")


def test_photo_is_shrunk_re_encoded_and_stripped() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    row = keep(picture(exif=exif.tobytes()))
    with row.file.open() as file, Image.open(file) as stored:
        assert stored.format == "JPEG"
        assert max(stored.size) == 2048
        assert not stored.getexif()
    assert "车" not in row.file.name


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html><script>alert(1)</script></html>",
        picture()[:200],
    ],
)
def test_what_is_no_picture_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(ValidationError, match="不是可用的照片"):
        keep(content)


def test_too_many_bytes_are_refused() -> None:
    file = upload(b"x")
    file.size = MAX_BYTES + 1
    with pytest.raises(ValidationError, match="20 MB"):
        store_image(access_of("hr_officer"), file, owner=staff_of("technician"), kind="photo")


def test_too_many_pixels_are_refused() -> None:
    with pytest.raises(ValidationError):
        keep(picture("PNG", (9000, 9000)))


@pytest.mark.parametrize("text", ["", "data:image/png;base64,@@@", "data:text/html;base64,PGI+"])
def test_broken_signature_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="签名"):
        store_signature(access_of("hr_officer"), text, owner=staff_of("technician"), kind="s")


def test_signature_is_kept_as_png() -> None:
    data = base64.b64encode(picture("PNG", (200, 80))).decode()
    owner = staff_of("technician")
    row = store_signature(
        access_of("hr_officer"), f"data:image/png;base64,{data}", owner=owner, kind="s"
    )
    assert list(files_of(owner, "s")) == [row]
    assert row.media_type == "image/png"


def test_file_is_served_only_to_those_who_see_its_owner(
    client_as: Callable[..., Client],
) -> None:
    row = keep(picture())
    address = f"/files/{row.token}/"
    response = client_as("hr_officer").get(address)
    assert response["Content-Type"] == "image/jpeg"
    assert b"".join(response)
    assert client_as("cashier").get(address).status_code == 404
    assert client_as("hr_officer", "cs2").get(address).status_code == 404
    assert client_as("hr_officer").get(f"/files/{uuid.uuid4()}/").status_code == 404
