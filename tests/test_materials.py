"""The bill of materials agrees with the lock, and nothing in it binds those who change the program."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
ENTRY = """\
{name}==1.0 ; sys_platform == 'linux' \\
    --hash=sha256:043e0bd78d32888c0a9ca90fc788b38796843360c855a7262a532813133a0650
    # via prefect
"""


@pytest.fixture(scope="module")
def materials() -> ModuleType:
    spec = importlib.util.spec_from_file_location("materials", ROOT / "scripts" / "materials.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["materials"] = module
    spec.loader.exec_module(module)
    return module


def test_the_bill_agrees_with_the_lock(materials: ModuleType) -> None:
    content = json.loads((ROOT / "sbom.cdx.json").read_bytes())
    packages = {(one.name, one.version) for one in materials.locked(materials.LOCK)}
    assert len(packages) > 100
    assert {(one["name"], one["version"]) for one in content["components"]} == packages
    refs = {one["bom-ref"] for one in content["components"]} | {content["metadata"]["component"]["bom-ref"]}
    assert {one["ref"] for one in content["dependencies"]} == refs
    assert {ref for one in content["dependencies"] for ref in one["dependsOn"]} <= refs
    (own, *_) = content["dependencies"]
    assert any(ref.startswith("pkg:pypi/prefect@") for ref in own["dependsOn"])


def test_the_bill_names_no_registry_and_no_time() -> None:
    content = json.loads((ROOT / "sbom.cdx.json").read_bytes())
    schema = content.pop("$schema")
    assert schema == "http://cyclonedx.org/schema/bom-1.6.schema.json"
    text = json.dumps(content)
    assert "://" not in text
    assert "timestamp" not in text
    assert "externalReferences" not in text


def test_every_component_has_a_licence_and_none_binds_others(materials: ModuleType) -> None:
    content = json.loads((ROOT / "sbom.cdx.json").read_bytes())
    for one in content["components"]:
        (told,) = one["licenses"]
        words = told.get("expression") or told["license"]["name"]
        assert words != "NOASSERTION", one["name"]
        assert not materials.binds_others(words), one["name"]
        assert one["name"] not in materials.KEPT_OUT


@pytest.mark.parametrize(
    ("licence", "binds"),
    [
        ("AGPL-3.0-only", True),
        ("GNU Affero General Public License v3", True),
        ("GNU General Public License (GPL)", True),
        ("GPL-2.0-or-later OR AGPL-3.0-only", True),
        ("MIT", False),
        ("LGPL-3.0-or-later", False),
        ("GNU Library or Lesser General Public License (LGPL)", False),
        ("Artistic-1.0-Perl OR GPL-2.0-or-later", False),
    ],
)
def test_licences_that_bind_others_are_known(materials: ModuleType, licence: str, binds: bool) -> None:
    assert materials.binds_others(licence) is binds


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (ENTRY.format(name="pymupdf"), "AGPL"),
        ("pytest==9.0.0\n    # via prefect\n", "kontrollsumma"),
        (ENTRY.format(name="inte-installerat"), "inte installerat"),
        (ENTRY.format(name="pytest"), "låst är 1.0"),
    ],
)
def test_what_is_wrong_is_told(materials: ModuleType, tmp_path: Path, entry: str, words: str) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(entry)
    assert any(words in line for line in materials.faults(lock))


def test_what_nobody_could_be_asked_about_is_not_told_to_be_well(materials: ModuleType) -> None:
    silent = materials.answer("", "Traceback\nConnectionError: no network\n", 145)
    assert (silent.known, silent.untold, silent.why) == ((), 145, "ConnectionError: no network")
    found = {
        "dependencies": [
            {"name": "a", "skip_reason": "not found"},
            {"name": "b", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]},
        ]
    }
    told = materials.answer(json.dumps(found), "", 2)
    assert (told.untold, told.why) == (1, "not found")
    assert "b 1" in told.known[0]
    assert "CVE-1" in told.known[0]
