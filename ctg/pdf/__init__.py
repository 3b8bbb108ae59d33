"""From HTML to PDF: the only door to WeasyPrint, which runs apart, bounded, without network, files or system fonts."""

from ctg.pdf.progress import Progress
from ctg.pdf.rendering import Assets, Limits, Rendered, RenderRefused, render

__all__ = ["Assets", "Limits", "Progress", "RenderRefused", "Rendered", "render"]
