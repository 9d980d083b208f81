"""What a run wants to know of Öppna jämförelser: which rounds, and where people's own answers lie."""

from __future__ import annotations

import csv
import logging
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipeline.inventory.comparisons.check import Checked, check
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.survey import FILE, Survey, read_survey
from pipeline.inventory.rows import Inventory

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """The rounds by their years; none means all."""

    knowledge: Knowledge
    years: Collection[str] = ()

    def check(self, inventory: Inventory, corpus: Path) -> Checked | None:
        """The check of an inventory, with the answers in the corpus; None where there is nothing to check."""
        return check(inventory, self.knowledge, self._survey(corpus / FILE), self.years)

    def _survey(self, path: Path) -> Survey | None:
        """People's answers; a file that cannot be read is told as a line that fits nowhere. None without a file."""
        if not path.is_file():
            return None
        try:
            return read_survey(path.read_bytes(), self.knowledge.survey, self.knowledge.words)
        except (OSError, ValueError, csv.Error) as error:
            _log.warning("%s: %r", path.name, error)
            return Survey(strays=(self.knowledge.words.say("survey_unread"),))
