"""The report: the inventory as static pages with its evidence, to be opened from a file share without any server.

Everything that a reader sees is in the templates (`models/sv/report/`); here is what they are filled with.
"""

from pipeline.inventory.report.places import WRITTEN
from pipeline.inventory.report.site import Content, Sources, files

__all__ = ["WRITTEN", "Content", "Sources", "files"]
