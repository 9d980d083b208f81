"""LibreOffice as a person uses it: a workbook is opened, edited, sorted and saved under its own name."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Person"/></library:library>"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
 library:link="false"/></library:libraries>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Person" script:language="StarBasic">
{code}</script:module>"""
_MACRO = """
Function Column(sheet, head)
  Dim n
  For n = 0 To 60
    If sheet.getCellByPosition(n, 0).String = head Then
      Column = n
      Exit Function
    End If
  Next
  sheet.getCellByPosition(60, 0).String = "no column " + head
  Column = 60
End Function

Sub Edit
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL("{url}", "_blank", 0, hidden())
  sheet = book.Sheets.getByName("{sheet}")
{lines}
  book.store()
  book.close(True)
  StarDesktop.terminate()
End Sub
"""

Edit = Callable[[Path, str, Sequence[str]], None]


@pytest.fixture
def libreoffice(tmp_path: Path) -> Edit:
    """Run lines of Basic on a sheet of a workbook (`sheet` is the sheet) and save it as Excel's format."""
    soffice = shutil.which("soffice") or pytest.skip("LibreOffice is not installed")
    profile = tmp_path / "profile"
    basic = profile / "user" / "basic"

    def start(argument: str) -> None:
        subprocess.run(
            [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo", argument],
            check=True,
            capture_output=True,
            timeout=180,
        )

    def edit(path: Path, sheet: str, lines: Sequence[str]) -> None:
        if not basic.exists():  # LibreOffice makes its own empty library when it starts for the first time
            start("--terminate_after_init")
            (basic / "Standard").mkdir(parents=True, exist_ok=True)
        code = _MACRO.format(url=path.as_uri(), sheet=sheet, lines="\n".join(f"  {line}" for line in lines))
        (basic / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
        (basic / "Standard" / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        (basic / "Standard" / "Person.xba").write_text(_MODULE.format(code=escape(code)), encoding="utf-8")
        before = path.stat().st_mtime_ns
        start("macro:///Standard.Person.Edit")
        assert path.stat().st_mtime_ns != before, "LibreOffice has not saved the workbook"

    return edit
