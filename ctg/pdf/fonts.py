"""The bundled fonts, and nothing else: what a page looks like must not depend on the machine."""

from pathlib import Path
from xml.sax.saxutils import escape

FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor" / "fonts"
NEEDED = (
    "LiberationSans-Regular.ttf",
    "LiberationSans-Bold.ttf",
    "LiberationSans-Italic.ttf",
    "LiberationSans-BoldItalic.ttf",
    "DejaVuSans.ttf",
    "DejaVuSans-Bold.ttf",
)

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same">
    <family>sans-serif</family>
    <prefer><family>Liberation Sans</family><family>DejaVu Sans</family></prefer>
  </alias>
</fontconfig>
"""


def missing() -> list[str]:
    """The names of the needed files that are not there."""
    return [name for name in NEEDED if not (FONTS / name).is_file()]


def configure(folder: Path) -> Path:
    """Write in `folder` a fontconfig file that shows the bundled fonts only; its path."""
    path = folder / "fonts.conf"
    cache = folder / "cache"
    path.write_text(CONFIGURATION.format(fonts=escape(str(FONTS)), cache=escape(str(cache))))
    return path
