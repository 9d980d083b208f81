"""An organisation number, and what its digits tell.

Sources: lag (1974:174) om identitetsbeteckning för juridiska personer; Skatteverket, SKV 709 (ten digits, the last
one by the Luhn formula, the third at least 2, which tells them from personal identity numbers).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrgNumber:
    """A number as ten digits with a hyphen, whether its check digit is right, and whether it names a person."""

    number: str
    valid: bool
    personal: bool

    @classmethod
    def of(cls, first: str, last: str) -> OrgNumber:
        """The number of its six first and four last digits.

        >>> OrgNumber.of("212000", "0143").valid
        False
        """
        return cls(f"{first}-{last}", valid=luhn(first + last), personal=first[2] < "2")

    @property
    def shown(self) -> str:
        """What may be printed: a personal identity number without its last four digits.

        >>> OrgNumber("640823-3234", valid=True, personal=True).shown
        '640823-****'
        """
        return self.number[:7] + "****" if self.personal else self.number


def luhn(digits: str) -> bool:
    """Whether the last digit fits the others.

    >>> luhn("2120000142"), luhn("2120000143")
    (True, False)
    """
    doubled = (sum(divmod(int(d) * (2 - place % 2), 10)) for place, d in enumerate(digits))
    return sum(doubled) % 10 == 0
