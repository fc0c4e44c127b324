"""Taking in photos, signatures and voice: checked, stripped of metadata, kept privately."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import uuid
import warnings
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from apps.core.models import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile
    from django.db import models

    from apps.core.actor import Actor

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 2048
_FORMATS = ("JPEG", "PNG", "WEBP")
_SIGNATURE_HEAD = "data:image/png;base64,"
_MAX_SIGNATURE = 400_000
MAX_AUDIO_BYTES = 3 * 1024 * 1024
_AUDIO = (
    (0, b"\x1a\x45\xdf\xa3", "audio/webm", "webm"),
    (0, b"OggS", "audio/ogg", "ogg"),
    (4, b"ftyp", "audio/mp4", "m4a"),
)


def check_image(upload: UploadedFile) -> None:
    """Raise ValidationError in words unless the upload is a picture of bearable size."""
    if upload.size is None or upload.size > MAX_BYTES:
        raise ValidationError(_("照片不能超过 20 MB，请缩小后再上传。"))
    _opened(upload)
    upload.seek(0)


def store_image(by: Actor, upload: UploadedFile, *, owner: models.Model, kind: str) -> StoredFile:
    """Keep a photo as a fresh JPEG of at most 2048 pixels; place and camera data are dropped.

    Raises ValidationError for what is not a picture.
    """
    check_image(upload)
    picture = ImageOps.exif_transpose(_opened(upload)).convert("RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=82)
    name = (upload.name or "")[-200:]
    return _keep(by, buffer.getvalue(), owner=owner, kind=kind, name=name, media="image/jpeg")


def store_signature(by: Actor, data_url: str, *, owner: models.Model, kind: str) -> StoredFile:
    """Keep a signature drawn on the page, given as a PNG data URL; raises ValidationError."""
    if not data_url.startswith(_SIGNATURE_HEAD) or len(data_url) > _MAX_SIGNATURE:
        raise ValidationError(_("签名图像无法识别，请重新签名。"))
    try:
        raw = base64.b64decode(data_url.removeprefix(_SIGNATURE_HEAD), validate=True)
    except binascii.Error:
        raise ValidationError(_("签名图像无法识别，请重新签名。")) from None
    picture = _opened(io.BytesIO(raw)).convert("RGBA")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return _keep(by, buffer.getvalue(), owner=owner, kind=kind, name="", media="image/png")


def check_audio(upload: UploadedFile) -> None:
    """Raise ValidationError in words unless the upload is a short recording of a known kind."""
    if upload.size is None or upload.size > MAX_AUDIO_BYTES:
        raise ValidationError(_("录音不能超过 3 MB，请说短一些。"))
    _audio_kind(upload)


def store_audio(by: Actor, upload: UploadedFile, *, owner: models.Model, kind: str) -> StoredFile:
    """Keep a recording as it came; its kind is told by its first bytes, never by its name."""
    check_audio(upload)
    media, ending = _audio_kind(upload)
    name = (upload.name or "")[-200:]
    return _keep(by, upload.read(), owner=owner, kind=kind, name=name, media=media, ending=ending)


def _audio_kind(upload: UploadedFile) -> tuple[str, str]:
    """Media type and file ending of a recording."""
    upload.seek(0)
    head = upload.read(12)
    upload.seek(0)
    for at, sign, media, ending in _AUDIO:
        if head[at : at + len(sign)] == sign:
            return media, ending
    raise ValidationError(_("这个文件不是可用的录音。"))


def _opened(stream: UploadedFile | io.BytesIO) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(stream, formats=_FORMATS)
            if picture.width * picture.height > MAX_PIXELS:
                raise ValidationError(_("照片的像素太大，请缩小后再上传。"))
            picture.load()
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        raise ValidationError(_("这个文件不是可用的照片（支持 JPG、PNG、WebP）。")) from None
    return picture


def _keep(
    by: Actor,
    content: bytes,
    *,
    owner: models.Model,
    kind: str,
    name: str,
    media: str,
    ending: str = "",
) -> StoredFile:
    row = StoredFile(
        token=uuid.uuid4(),
        content_type=ContentType.objects.get_for_model(owner),
        object_id=owner.pk,
        kind=kind,
        name=name,
        media_type=media,
        sha256=hashlib.sha256(content).hexdigest(),
        by_id=by.staff_id,
        at=by.now,
    )
    ending = ending or ("png" if media == "image/png" else "jpg")
    row.file.save(f"file.{ending}", ContentFile(content), save=False)
    row.save()
    return row


def files_of(owner: models.Model, *kinds: str) -> models.QuerySet[StoredFile]:
    """The files of one row, oldest first."""
    kind = ContentType.objects.get_for_model(owner)
    rows = StoredFile.objects.filter(content_type=kind, object_id=owner.pk).order_by("id")
    return rows.filter(kind__in=kinds) if kinds else rows


def files_of_rows(model: type[models.Model], keys: Iterable[int]) -> models.QuerySet[StoredFile]:
    """The files of several rows of one model, oldest first."""
    kind = ContentType.objects.get_for_model(model)
    rows = StoredFile.objects.filter(content_type=kind, object_id__in=list(keys))
    return rows.order_by("id")
