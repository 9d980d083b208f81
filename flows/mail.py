"""The summary of a run by e-mail: what has changed and what falls due. Titles are all that it tells of documents."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from flows.summary import Summary, as_text, named
from flows.texts import say
from pipeline.domain.values import Duration
from pipeline.inventory.changes import Change
from pipeline.inventory.deadlines import Deadline, deadlines, within
from pipeline.inventory.labels import Labels
from pipeline.inventory.sheet_changes import display_title
from pipeline.publish import Published
from pipeline.sections import Mail

_AHEAD = 90
"""Days that the mail looks ahead."""

_LONGEST_LIST = 40
_TIMEOUT = 30.0
"""Seconds that the server may take to answer."""

_PORTS = {"starttls": 587, "ssl": 465, "none": 25}


def send_summary(
    summary: Summary, published: Published, last: date | None, labels: Labels, settings: Mail, time: datetime
) -> str | None:
    """Send it, where it is set and there is something to tell; what came of it, in Swedish, None where none was due.

    `last` is the day of the inventory before this one, `time` now. Nothing is raised: a mail never fails a run.
    """
    if not settings.recipients or not (settings.unchanged or _is_news(summary, published, last)):
        return None
    try:
        with connection(settings) as server:
            refused = server.send_message(message(summary, published, labels, settings, time))
    except (OSError, ValueError) as error:  # smtplib's own errors are OSErrors; ValueError: an address, or no TLS
        return say("mail.failed", to=settings.to, error=" ".join(str(error).split()))
    if refused:  # others have got it
        return say("mail.failed", to=", ".join(refused), error=next(iter(refused.values()))[0])
    return say("mail.sent", to=settings.to)


@contextmanager
def connection(settings: Mail) -> Iterator[smtplib.SMTP]:
    """The mail server, secured and logged in as set. Raises OSError where it cannot be had so."""
    port = settings.port or _PORTS[settings.security]
    context = ssl.create_default_context()
    if settings.security == "ssl":
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, port, timeout=_TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(settings.host, port, timeout=_TIMEOUT)
    with server:
        if settings.security == "starttls":
            server.starttls(context=context)
        if settings.user:
            server.login(settings.user, settings.password.get_secret_value())
        yield server


def message(summary: Summary, published: Published, labels: Labels, settings: Mail, time: datetime) -> EmailMessage:
    """The mail: plain text, marked as sent by a program (RFC 3834) so that nobody's absence note answers it."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = say("mail.subject", day=summary.as_of)
    mail["From"] = settings.sender
    mail["To"] = ", ".join(settings.recipients)
    mail["Date"] = format_datetime(time)
    mail["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    parts = [as_text(summary), _changes(published.changed, labels), _due(published, labels)]
    mail.set_content("\n\n".join(part for part in parts if part) + "\n")
    return mail


def _is_news(summary: Summary, published: Published, last: date | None) -> bool:
    """Whether something is new, changed, gone or has run out, or has come so near that the mail lists it."""
    files = any(group.files for group in summary.groups if group.name in {"new", "changed", "gone"})
    return files or published.changed is None or bool(published.changed) or bool(_newly_due(published, last))


def _newly_due(published: Published, last: date | None) -> list[Deadline]:
    horizon = last + timedelta(days=_AHEAD) if last else None
    return [one for one in _soon(published) if horizon is None or one.day > horizon]


def _soon(published: Published) -> Sequence[Deadline]:
    inventory = published.inventory
    return within(deadlines(inventory), inventory.as_of, Duration(days=_AHEAD))


def _changes(changed: Sequence[Change] | None, labels: Labels) -> str:
    if changed is None:
        return ""
    if not changed:
        return say("mail.no_changes")
    return "\n".join([say("mail.changes"), *_shortened([_change(one, labels) for one in changed])])


def _change(change: Change, labels: Labels) -> str:
    """Which fields, but not their values: those are words of the document."""
    fields = ", ".join(labels.columns[one.field] for one in change.fields)
    kind, title = labels.sheets.changes.kinds[change.kind], named(display_title(change, labels))
    return say("mail.fields" if fields else "mail.change", kind=kind, title=title, fields=fields)


def _due(published: Published, labels: Labels) -> str:
    soon = _soon(published)
    if not soon:
        return say("mail.no_due", count=_AHEAD)
    titles = {row.id: row.title for row in published.inventory.rows}
    lines = [
        say(
            "mail.doubtful" if one.doubts else "mail.deadline",
            day=one.day,
            kind=labels.deadlines.kinds[one.kind],
            title=named(titles[one.row]),
        )
        for one in soon
    ]
    return "\n".join([say("mail.due", count=_AHEAD), *_shortened(lines)])


def _shortened(lines: list[str]) -> list[str]:
    rest = len(lines) - _LONGEST_LIST
    return [*lines[:_LONGEST_LIST], say("mail.more", count=rest)] if rest > 0 else lines
