from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

CODE = """
from prefect.flows import load_flow_from_entrypoint
flow = load_flow_from_entrypoint("flows.inventory.inventory")
print(flow.validate_parameters({"corpus": "c", "outputs": "o"}))
print(flow.validate_parameters({"as_of": "2014-12-09"}))
"""


def test_a_scheduled_run_finds_the_flow_and_its_parameters(tmp_path: Path) -> None:
    environment = os.environ | {"PREFECT_HOME": str(tmp_path), "DO_NOT_TRACK": "1"}
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "{'as_of': None, 'corpus': 'c', 'outputs': 'o', 'rounds': None}",
        "{'as_of': datetime.date(2014, 12, 9), 'corpus': None, 'outputs': None, 'rounds': None}",
    ]
