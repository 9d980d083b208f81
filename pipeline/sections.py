"""The sections of the settings: what each setting means, its default, and what it may be."""

from __future__ import annotations

import re
import zoneinfo
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator
from pydantic_core import PydanticCustomError

_ADDRESS = re.compile(r"[!-+\--;=?A-~]{1,64}@[A-Za-z0-9.\-]{1,255}")
"""One mail address in plain ASCII: no space, no comma, no angle brackets."""
_SCHEDULER = re.compile(r"(tcp|tls)://[^\s/]+:\d+")


class Section(BaseModel):
    """Cannot be changed, and takes nothing that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Ocr(Section):
    """How scanned pages are read."""

    engine: Literal["pytesseract", "tesserocr"] = "pytesseract"
    """Tesseract as a program, or as a library (the extra «tesserocr»), which is faster."""
    language: str = Field("swe", min_length=1)
    dpi: int = Field(300, ge=100, le=600)
    tesseract_cmd: str = ""
    """Path of the tesseract program; empty: found by its name."""


class Limits(Section):
    """What a page and a document may cost: past that they are given up, and whoever reads the inventory is told."""

    max_bytes: int = Field(500_000_000, gt=0)
    max_pages: int = Field(2_000, gt=0)
    """Of a document that has more the first ones are read."""
    max_pixels: int = Field(40_000_000, ge=1_000_000)
    """Of the picture of a page; a larger page is read at a lower resolution, down to one that nobody could read."""
    page_seconds: float = Field(120, gt=0)
    document_seconds: float = Field(600, gt=0)
    """For opening a document, and for understanding its text."""
    reading_seconds: float = Field(7_200, gt=0)
    """For all pages of a document together, from when the first has been read."""
    memory_megabytes: int = Field(4_000, ge=1_000)
    """What one worker process may take, for a page or a document; on systems that know such limits (not Windows)."""


class Privacy(Section):
    """What is shown of people."""

    names: bool = False
    """Whether the names of those who sign stand in quotes; else their titles alone do."""


class Engine(Section):
    """Where documents are read: by this machine alone, or by several that work for one Dask scheduler."""

    kind: Literal["local", "dask"] = "local"
    address: str = ""
    """The scheduler's, «tcp://host:8786», or «tls://…» where the traffic is encrypted."""
    tls_ca: str = ""
    tls_certificate: str = ""
    tls_key: str = ""
    """Files in PEM format, with their whole path: whom we trust, who we are, and the key to that."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "dask" and not _SCHEDULER.fullmatch(self.address):
            raise PydanticCustomError("engine_address", "no address", {"expected": self.address})
        if self.encrypted and not (self.tls_ca and self.tls_certificate and self.tls_key):
            raise PydanticCustomError("engine_tls", "missing", {"expected": "tls_ca, tls_certificate, tls_key"})
        return self

    @property
    def encrypted(self) -> bool:
        """Whether the scheduler is spoken to by TLS."""
        return self.address.startswith("tls://")


class Schedule(Section):
    """When `inventera serve` starts the run of the night."""

    time: str = Field("02:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    timezone: str = "Europe/Stockholm"
    port: int = Field(4200, ge=1_024, le=65_535)
    """Of the pages that show the runs."""

    @field_validator("timezone")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in zoneinfo.available_timezones():
            msg = "unknown time zone"
            raise ValueError(msg)
        return value


class Mail(Section):
    """Where the summary of a run is sent; without `to` no mail is sent."""

    to: str = ""
    """Addresses, with commas between them."""
    sender: str = ""
    host: str = ""
    port: int = Field(0, ge=0, le=65_535)
    """0: the usual one for the security (587, 465 or 25)."""
    security: Literal["starttls", "ssl", "none"] = "starttls"
    user: str = ""
    password: SecretStr = SecretStr("")
    """Only from the variable INVENTERA_MAIL__PASSWORD: the file is no place for secrets."""
    unchanged: bool = False
    """Whether it is sent when nothing has changed either."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """The addresses, one by one."""
        return tuple(part.strip() for part in self.to.split(",") if part.strip())

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for address in (*self.recipients, *filter(None, [self.sender])):
            if not _ADDRESS.fullmatch(address):
                raise PydanticCustomError("address", "no address", {"expected": address})
        for name in ("sender", "host"):
            if self.recipients and not getattr(self, name):
                raise PydanticCustomError("incomplete", "missing", {"expected": name})
        return self
