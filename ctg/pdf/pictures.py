"""The pages of a PDF of ours as pictures."""

import io
from threading import Lock

import pypdfium2

_PDFIUM = Lock()  # pdfium serves one thread at a time
COLOURS = 64  # black on white with a few tints: a palette weighs a third, and looks the same
TALLEST = 2  # times the width


def page_png(pdf: bytes, number: int, *, width: int) -> bytes:
    """Page `number` (from 1), `width` pixels wide, as PNG. Raises LookupError when there is no such page."""
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 1 <= number <= len(document):
                raise LookupError(number)
            page = document[number - 1]
            across, down = page.get_size()
            scale = width / max(across, down / TALLEST)
            image = page.render(scale=scale, draw_annots=False).to_pil()
        finally:
            document.close()
    output = io.BytesIO()
    image.convert("RGB").quantize(COLOURS, kmeans=0).save(output, "PNG")
    return output.getvalue()
