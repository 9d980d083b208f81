"""What the program is made of: `make sbom` writes it down, `make check` looks it over.

    materials.py sbom [FILE]    requirements.lock as a bill of materials (CycloneDX 1.6), sbom.cdx.json by default
    materials.py check          locked with hashes? installed as locked? licences? known vulnerabilities?

The bill holds names, versions, licences and who needs whom; no times and no addresses, so that the same lock gives the
same bytes on every machine. Its licences are what the installed packages say of themselves. Everything but the
vulnerabilities is told without a network. Exit code 1 when something is wrong.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # it stands outside the packages

from flows.texts import say  # noqa: E402  # needs the line above

LOCK, BILL = ROOT / "requirements.lock", ROOT / "sbom.cdx.json"
_ENTRY = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\]+?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_VIA = re.compile(r"^    #(?: via)?\s+(?P<name>[a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?(?: \(\S+\))?\s*$")

_WORDS = {
    "mit license": "MIT",
    "mit licence": "MIT",
    "the mit license (mit)": "MIT",
    "apache software license": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}
_SPDX = re.compile(r"\(?[A-Za-z0-9.+-]+(?:-[0-9A-Za-z.]+)?(?:\)?\s+(?:AND|OR|WITH)\s+\(?[A-Za-z0-9.+-]+)*\)?")
_VAGUE = {"bsd", "lgpl", "dual", "license"}
"""Single words that look like an SPDX name and are none."""

_READ = {  # what their metadata says only in words, or of what is not installed on every Python; read in their files
    "async-timeout": "Apache-2.0",
    "pebble": "LGPL-3.0-or-later",
    "pypdfium2": "(BSD-3-Clause OR Apache-2.0) AND LicenseRef-PDFium",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
    "whenever": "MIT",
}
KEPT_OUT = frozenset({"borb", "fitz", "ghostscript", "itextpdf", "pymupdf", "pymupdf4llm", "pymupdfb", "poppler-utils"})
"""Libraries for PDFs whose licence (AGPL, GPL) would bind whoever changes the program and lets others use it."""
_STRICT = re.compile(r"(?<![A-Za-z])A?GPL|Affero", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Package:
    """One entry of a lock: whose sake it is there for (`via`), for which Pythons, and how many hashes it has."""

    name: str
    version: str
    marker: str
    hashes: int
    via: tuple[str, ...]

    @property
    def applies(self) -> bool:
        """Whether this Python needs it."""
        return not self.marker or Marker(self.marker).evaluate()

    @property
    def ref(self) -> str:
        """Its package URL, which names no registry."""
        return f"pkg:pypi/{self.name}@{self.version}"


def locked(lock: Path) -> tuple[Package, ...]:
    """The packages of a lock in its order; of one that differs between Pythons each version."""
    found: list[Package] = []
    for block in re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8")):
        lines = block.splitlines()
        if entry := _ENTRY.match(lines[0]):
            via = tuple(match["name"] for line in lines[1:] if (match := _VIA.match(line)))
            found.append(
                Package(entry["name"], entry["version"], entry["marker"] or "", len(_HASH.findall(block)), via)
            )
    return tuple(found)


def licence(name: str) -> str | None:
    """A package's licence: an SPDX expression, or words where it has none; None where it tells nothing."""
    if name in _READ:
        return _READ[name]
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    if expression := told.get("License-Expression"):
        return expression
    field = (told.get("License") or "").strip()
    classes = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    for words in (field, *classes):
        if words and "\n" not in words:
            known = _WORDS.get(words.casefold(), words)
            if is_spdx(known):
                return known
    return " OR ".join(classes) or field.split("\n")[0] or None


def is_spdx(licence: str) -> bool:
    """Whether it is written as SPDX wants it."""
    return licence.casefold() not in _VAGUE and bool(_SPDX.fullmatch(licence) or licence in _READ.values())


def binds_others(licence: str) -> bool:
    """Whether every choice that it leaves is the GPL or the AGPL; the LGPL binds only the library itself."""
    choices = re.split(r"\s+OR\s+", licence)
    return all(_STRICT.search(re.sub(r"(?:Library or )?Lesser[^)]*\(LGPL[^)]*\)", "", one)) for one in choices)


def bill(lock: Path) -> bytes:
    """The bill of materials of a lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = locked(lock)
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    content = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"expression": project["license"]}],
            }
        },
        "components": [_component(one) for one in packages],
        "dependencies": [
            {"ref": own, "dependsOn": _needed_by(project["name"], packages)},
            *({"ref": one.ref, "dependsOn": _needed_by(one.name, packages)} for one in packages),
        ],
    }
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def _component(package: Package) -> dict[str, object]:
    told = licence(package.name)
    shown = {"expression": told} if told and is_spdx(told) else {"license": {"name": told or "NOASSERTION"}}
    return {
        "type": "library",
        "bom-ref": package.ref,
        "name": package.name,
        "version": package.version,
        "purl": package.ref,
        "licenses": [shown],
    }


def _needed_by(name: str, packages: Sequence[Package]) -> list[str]:
    return [one.ref for one in packages if name in one.via]


def faults(lock: Path) -> Iterator[str]:
    """What is wrong with a lock and with what is installed by it, in Swedish; needs no network."""
    for one in locked(lock):
        if not one.hashes:
            yield say("materials.no_hash", name=one.name)
        if one.name in KEPT_OUT:
            yield say("materials.kept_out", name=one.name)
        if one.applies:
            try:
                installed = metadata.version(one.name)
            except metadata.PackageNotFoundError:
                yield say("materials.not_installed", name=one.name, version=one.version)
                continue
            if installed != one.version:
                yield say("materials.other_version", name=one.name, version=one.version, installed=installed)
        told = licence(one.name)
        if told is None:
            yield say("materials.no_licence", name=one.name)
        elif binds_others(told):
            yield say("materials.binds", name=one.name, licence=told)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of vulnerabilities: a line each; how many packages nobody could tell of, and why (empty: none)."""

    known: tuple[str, ...]
    untold: int
    why: str


def vulnerabilities(lock: Path) -> Answer:
    """Ask pip-audit of everything in a lock."""
    options = ["--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off"]
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer(done.stdout, done.stderr, len(locked(lock)))


def answer(printed: str, said: str, count: int) -> Answer:
    """What pip-audit answered of so many packages; what it skips is not known to be well."""
    try:
        found = json.loads(printed)["dependencies"]
    except (ValueError, LookupError):
        return Answer((), count, (said.strip().splitlines() or [""])[-1])
    skipped = [one["skip_reason"] for one in found if "skip_reason" in one]
    known = tuple(_vulnerable(one, each) for one in found for each in one.get("vulns", ()))
    return Answer(known, len(skipped), skipped[0] if skipped else "")


def _vulnerable(package: dict[str, str], known: dict[str, Any]) -> str:
    fixed = ", ".join(known["fix_versions"]) or "-"
    return say("materials.vulnerable", name=package["name"], version=package["version"], id=known["id"], fixed=fixed)


def check() -> int:
    """Tell what is wrong; the exit code."""
    wrong = list(faults(LOCK))
    if not BILL.is_file() or BILL.read_bytes() != bill(LOCK):
        wrong.append(say("materials.old_bill", file=BILL.name))
    asked = vulnerabilities(LOCK)
    print(*wrong, *asked.known, sep="\n", end="\n" if wrong or asked.known else "")
    print(say("materials.checked", count=len(locked(LOCK)), wrong=len(wrong)))
    if asked.untold < len(locked(LOCK)):
        print(say("materials.known", count=len(asked.known)))
    if asked.untold:
        print(say("materials.unanswered", count=asked.untold, reason=asked.why))
    return 1 if wrong or asked.known else 0


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands."""
    match arguments:
        case ["sbom", *target]:
            Path(*target or [BILL]).write_bytes(bill(LOCK))
            return 0
        case ["check"]:
            return check()
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
