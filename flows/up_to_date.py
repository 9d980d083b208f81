"""Whether the outputs would come out the same: then they are left alone, which saves nearly all of a run's time.

    outputs/work/published.json         what the outputs were made from, and their state then
    outputs/work/published/…            forteckning.json as the last run left it, which the next is compared with

Outputs depend on the documents' content and names, the day, the program with its data and settings, and what people
have written: corrections, the diary, the workbook. A file in `outputs` that was touched or removed is made anew.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flows.contents import Content
from flows.environment import now
from pipeline.drafts import DRAFT
from pipeline.gathering import RECORD, Places
from pipeline.inventory.report import WRITTEN
from pipeline.publish import CALENDAR, NAME, REPORT
from pipeline.rights import make_folder
from pipeline.settings import PROGRAM, Settings
from pipeline.store import fingerprint, sha256_of, write_atomically
from pipeline.writing import lock_files, stamp

_log = logging.getLogger(__name__)

_BY_PEOPLE = (".csv", ".xlsx")
"""Endings of what people put beside the documents, such as the diary."""

_CODE = ("pipeline", "flows")


@dataclass(frozen=True, slots=True)
class Told:
    """What a run tells that is not in its outputs: files that lack pages, and messages."""

    missing: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """The outputs of one run on a day. `origin` is a digest of what they are made from."""

    settings: Settings
    origin: str

    @classmethod
    def of(cls, contents: Sequence[Content], day: date, settings: Settings, rounds: Sequence[str] = ()) -> Made:
        """Outputs made today of these documents, with these rounds of Öppna jämförelser."""
        digest = hashlib.sha256()
        for part in (*rounds, *_origin(contents, day, settings)):
            digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
        return cls(settings, digest.hexdigest())

    def told(self) -> Told | None:
        """What the run told that left the outputs just as this one would; None where they must be made."""
        kept = self._kept()
        try:
            if [kept["origin"], kept["outputs"]] == [self.origin, self._outputs()]:
                return Told(tuple(kept["missing"]), tuple(kept["messages"]))
        except (LookupError, TypeError):
            pass
        return None

    def before(self) -> Path:
        """The inventory to compare with: as the last run left it that came to its end.

        What a run wrote that was killed is not compared with: its changes would never be told.
        """
        if not self._record.exists():
            return self.settings.outputs / f"{NAME}.json"
        return self._folder / str(self._kept().get("before"))

    def begin(self) -> None:
        """Call before anything is written. Raises OSError."""
        if not self._record.exists() and self.before().exists():  # written by an earlier version of the program
            self._keep(self.before(), "first")
            self._write({"before": "first"})
        else:
            self._write({"before": self._kept().get("before")})

    def done(self, told: Told, now_made: Made) -> None:
        """Call when everything has been written; `now_made` is as this, made afterwards. Raises OSError.

        What people have changed meanwhile is not in the outputs: then they are made anew the next time.
        """
        places = Places(self.settings.corpus, self.settings.outputs)
        lasting = now_made == self and _sha256(places.record) == _sha256(places.work / RECORD)
        outputs = self._outputs()
        self._keep(self.settings.outputs / f"{NAME}.json", outputs)
        self._write(
            {
                "before": outputs,
                "origin": self.origin if lasting else "",
                "outputs": outputs,
                "missing": told.missing,
                "messages": told.messages,
            }
        )
        for path in self._folder.iterdir():
            if path.name != outputs:
                path.unlink(missing_ok=True)

    @property
    def _record(self) -> Path:
        return self.settings.work / "published.json"

    @property
    def _folder(self) -> Path:
        return self.settings.work / "published"

    def _kept(self) -> dict[str, Any]:
        try:
            return dict(json.loads(self._record.read_bytes()))
        except (OSError, ValueError, TypeError):
            return {}

    def _write(self, content: Mapping[str, object]) -> None:
        write_atomically(self._record, json.dumps(content).encode())

    def _keep(self, inventory: Path, name: str) -> None:
        make_folder(self._folder)
        target = self._folder / name
        target.unlink(missing_ok=True)
        try:
            os.link(inventory, target)  # it is never changed, only replaced
        except OSError:
            write_atomically(target, inventory.read_bytes())

    def _outputs(self) -> str:
        digest = hashlib.sha256()
        for line in _states(self.settings):
            digest.update(line.encode("utf-8", "surrogateescape") + b"\0")
        return digest.hexdigest()


def _origin(contents: Sequence[Content], day: date, settings: Settings) -> Iterator[str]:
    """Everything that the outputs are made from. A file that is read again each night never makes them differ alone."""
    yield f"{day} {now(settings).date()} {fingerprint(settings)} {settings.privacy}"
    yield f"{settings.corpus} {settings.outputs} {settings.models}"
    for one in contents:
        yield f"{one.source.file}\0{one.sha256}"
    for root in (settings.models, *(PROGRAM / name for name in _CODE)):
        for path in sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            yield f"{path}\0{_sha256(path)}"
    for path in sorted(settings.corpus.iterdir()):
        if path.suffix.lower() in _BY_PEOPLE and path.name != RECORD:
            yield f"{path.name}\0{_sha256(path)}"


def _sha256(path: Path) -> str:
    with suppress(OSError):
        if path.is_file():  # a pipe would never end
            return sha256_of(path)
    return ""


def _states(settings: Settings) -> Iterator[str]:
    """The state of each output, and which of them people have open; of the corrections, which a run saves, too."""
    outputs = settings.outputs
    yield _sha256(Places(settings.corpus, outputs).record)
    main = [outputs / f"{NAME}{ending}" for ending in (".json", ".csv", ".xlsx")] + [
        outputs / CALENDAR,
        outputs / DRAFT,
    ]
    for path in (*main, *Places(settings.corpus, outputs).workbooks):
        yield f"{path.name} {stamp(path)} {[lock.name for lock in lock_files(path)]}"
    yield from sorted(_listed(outputs / REPORT, ""))


def _listed(folder: Path, way: str) -> Iterator[str]:
    """The files of the report; what other people put there does not matter."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _listed(Path(entry.path), f"{way}{entry.name}/")
            elif not way or WRITTEN.fullmatch(way + entry.name):
                state = entry.stat(follow_symlinks=False)
                yield f"{way}{entry.name} {state.st_size} {state.st_mtime_ns}"
