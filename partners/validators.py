"""What a partner may not type: French sentences raised as ``ValidationError``."""

import warnings

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from PIL import Image, UnidentifiedImageError

from partners import siren as sirens

MAX_LOGO_BYTES = 2 * 1024 * 1024
MAX_LOGO_PIXELS = 12_000_000
LOGO_FORMATS = {"PNG", "JPEG"}

validate_postcode = RegexValidator(
    r"^[0-9]{5}\Z", "Un code postal compte cinq chiffres, par exemple 48500.", code="postcode"
)


def validate_siren(value: str) -> None:
    """Refuse a number that is not nine digits with the right key."""
    if not sirens.is_valid(value):
        raise ValidationError(
            "Ce numéro SIREN n’est pas valable : il compte neuf chiffres et sa clé doit être juste. "
            "Vérifiez qu’aucun chiffre n’est manquant ni inversé.",
            code="siren",
        )


def validate_logo(upload) -> None:
    """Refuse what is not a PNG or JPEG picture of at most 2 Mo and 12 million pixels.

    The content decides, not the name. The picture is decoded whole, so that a truncated file
    is refused at the desk rather than when the convention is printed.
    """
    if upload.size > MAX_LOGO_BYTES:
        raise ValidationError(
            "Ce logo pèse plus de 2 Mo. Réduisez l’image puis déposez-la de nouveau.", code="logo"
        )
    position = upload.tell()
    try:
        upload.seek(0)
        _check_picture(upload)
    finally:
        upload.seek(position)


def _check_picture(upload) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(upload, formats=tuple(LOGO_FORMATS))
        if image.width * image.height > MAX_LOGO_PIXELS:
            raise ValidationError(
                "Cette image est trop grande : douze millions de pixels au plus. Réduisez-la.",
                code="logo",
            )
        image.load()
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as error:
        raise ValidationError(
            "Ce fichier n’est pas une image lisible. Déposez le logo au format PNG ou JPEG.",
            code="logo",
        ) from error
