"""How values that no document states came about: «2012-03-01 + 3 år − 1 dag»."""

from __future__ import annotations

from pipeline.domain.agreement import FIELDS, Agreement
from pipeline.domain.terms import Terms
from pipeline.inventory import words
from pipeline.inventory.labels import Labels
from pipeline.inventory.review import finding


def derivations(agreement: Agreement, terms: Terms, labels: Labels) -> dict[str, str]:
    """The derivation of each value that was worked out, by field; the arithmetic is that of SPEC section 4."""
    found = {name: how for name in FIELDS if (how := finding(agreement, name).derivation)}
    says, quantities = labels.derivation, labels.quantities
    first_end, renewal, notice = agreement.valid_to.value, agreement.renewal.value, agreement.notice_period.value
    if terms.renewals and renewal:
        length = words.duration(renewal.period, quantities)
        found["current_term_end"] = says.term_end.format(end=first_end, count=terms.renewals, length=length)
    if terms.last_notice_date and notice:
        length = words.duration(notice, quantities)
        found["last_notice_date"] = says.notice_date.format(end=terms.current_term_end, length=length)
    return found
