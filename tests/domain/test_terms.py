from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.domain.terms import Terms, TermStatus, next_renewal, nth_end, terms_on
from pipeline.domain.values import Duration, Renewal, RenewalMode

Oracle = Callable[[dict[str, Any], date], dict[str, Any]]
Answer = tuple[str, str | None, str | None]
"""Status, end of the current term, last day to give notice."""

ORACLE = Path(__file__).parents[3] / "shared" / "score.py"


def day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def automatic(period: str, limit: int | None = None) -> Renewal:
    return Renewal(RenewalMode.AUTOMATIC, Duration.parse(period), limit)


def option(period: str, limit: int | None = None) -> Renewal:
    return Renewal(RenewalMode.OPTION, Duration.parse(period), limit)


def at(
    as_of: str, start: str | None, end: str | None, renewal: Renewal | None = None, notice: str | None = None,
    *, on: bool = False,
) -> Callable[[], Answer]:  # fmt: skip
    """An agreement and a day, to be asked in the test."""

    def answer() -> Answer:
        length = Duration.parse(notice) if notice else None
        terms = terms_on(
            date.fromisoformat(as_of), valid_from=day(start), valid_to=day(end), open_ended=on, renewal=renewal,
            notice_period=length,
        )  # fmt: skip
        return terms.status.value, _iso(terms.current_term_end), _iso(terms.last_notice_date)

    return answer


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


YEARLY = automatic("P1Y")


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        (at("2014-02-12", "2014-02-13", "2015-02-12"), ("not_started", "2015-02-12", None)),
        (at("2014-02-13", "2014-02-13", "2015-02-12"), ("in_force", "2015-02-12", None)),
        (at("2015-02-12", "2014-02-13", "2015-02-12"), ("in_force", "2015-02-12", None)),
        (at("2015-02-13", "2014-02-13", "2015-02-12"), ("expired", "2015-02-12", None)),
        (at("2014-12-09", None, None), ("unknown", None, None)),
        (at("2014-12-09", "2010-01-01", None), ("unknown", None, None)),
        (at("2014-12-09", None, None, on=True), ("in_force", None, None)),
        (at("2014-12-09", "2010-01-01", "2012-12-31", on=True), ("in_force", None, None)),
        # Figur 2, number 4: yearly renewal of a first year from 2010-10-01
        (at("2014-12-09", "2010-10-01", "2011-09-30", YEARLY, "P3M"), ("renewed", "2015-09-30", "2015-06-30")),
        (at("2015-09-30", "2010-10-01", "2011-09-30", YEARLY, "P3M"), ("renewed", "2015-09-30", "2015-06-30")),
        # number 7: two more years, once
        (at("2014-12-09", "2011-01-01", "2013-12-31", automatic("P2Y", 1)), ("renewed", "2015-12-31", None)),
        (at("2016-01-01", "2011-01-01", "2013-12-31", automatic("P2Y", 1)), ("expired", "2015-12-31", None)),
        # number 3: the prolongation has been used up
        (at("2014-12-09", "2008-01-01", "2010-12-31", automatic("P2Y", 1)), ("expired", "2012-12-31", None)),
        # months clamp, and are counted from the first end each time
        (at("2015-03-01", "2014-03-01", "2015-02-28", YEARLY), ("renewed", "2016-02-29", None)),
        (at("2016-03-01", "2012-03-01", "2012-02-29", YEARLY), ("renewed", "2017-02-28", None)),
        (at("2015-02-10", None, "2015-01-30", automatic("P1M")), ("renewed", "2015-02-27", None)),
        (at("2015-03-10", None, "2015-01-30", automatic("P1M")), ("renewed", "2015-03-30", None)),
        (at("2014-12-01", None, "2015-02-28", YEARLY, "P3M"), ("in_force", "2015-02-28", "2014-11-30")),
        (at("2014-12-01", None, "2014-12-31", YEARLY, "P3M"), ("in_force", "2014-12-31", "2014-09-30")),
        (at("2014-12-01", None, "2014-12-31", YEARLY, "P30D"), ("in_force", "2014-12-31", "2014-12-01")),
        # options: nobody knows here whether they were used
        (at("2014-12-09", None, "2013-12-31", option("P1Y")), ("option", "2013-12-31", None)),
        (at("2014-12-31", None, "2013-12-31", option("P1Y", 1), "P3M"), ("option", "2013-12-31", None)),
        (at("2015-01-01", None, "2013-12-31", option("P1Y", 1)), ("expired", "2013-12-31", None)),
        (at("2013-12-09", None, "2013-12-31", option("P1Y", 1), "P3M"), ("in_force", "2013-12-31", None)),
        # no notice date for what has run out
        (at("2016-01-01", None, "2013-12-31", automatic("P1Y", 1), "P3M"), ("expired", "2014-12-31", None)),
    ],
)
def test_terms_on_a_day(agreement: Callable[[], Answer], expected: Answer) -> None:
    assert agreement() == expected


DAYS = st.one_of(
    st.dates(date(1995, 1, 1), date(2035, 12, 31)),
    st.sampled_from([date(y, m, d) for y in (2011, 2012, 2016) for m, d in ((1, 30), (1, 31), (2, 28), (12, 31))]),
    st.sampled_from([date(2012, 2, 29), date(2016, 2, 29), date(2000, 2, 29)]),
)
LENGTHS = st.one_of(
    st.builds(Duration, st.integers(1, 60)),
    st.builds(Duration, st.integers(0, 14), st.integers(1, 60)),
)
RENEWALS = st.builds(
    Renewal, st.sampled_from(RenewalMode), LENGTHS, st.one_of(st.none(), st.integers(1, 4))
)  # fmt: skip
ARGUMENTS: dict[str, st.SearchStrategy[Any]] = {
    "as_of": DAYS,
    "start": st.none() | DAYS,
    "end": st.none() | DAYS,
    "on": st.booleans(),
    "renewal": st.none() | RENEWALS,
    "notice": st.none() | LENGTHS,
}


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    if not ORACLE.is_file():
        pytest.skip(f"the oracle {ORACLE} is not beside the repository")
    spec = importlib.util.spec_from_file_location("score", ORACLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    terms: Oracle = module.terms
    return terms


@settings(max_examples=1000)
@given(**ARGUMENTS)
@example(
    as_of=date(2016, 2, 29), start=None, end=date(2012, 2, 29), on=False, renewal=automatic("P1Y"), notice=Duration(3)
)  # fmt: skip
@example(
    as_of=date(2015, 3, 1), start=None, end=date(2015, 1, 31), on=False, renewal=automatic("P1M", 2),
    notice=Duration(0, 30),
)  # fmt: skip
def test_terms_agree_with_the_oracle(  # noqa: PLR0917  # what hypothesis draws
    oracle: Oracle, as_of: date, start: date | None, end: date | None, on: bool, renewal: Renewal | None,
    notice: Duration | None,
) -> None:  # fmt: skip
    row = {
        "valid_from": _iso(start),
        "valid_to": _iso(end),
        "open_ended": on,
        "renewal": renewal
        and {"mode": renewal.mode.value, "period": str(renewal.period), "limit": renewal.limit},
        "notice_period": notice and str(notice),
    }  # fmt: skip
    terms = computed(as_of, start, end, on, renewal, notice)
    assert {
        "status": terms.status.value,
        "current_term_end": _iso(terms.current_term_end),
        "last_notice_date": _iso(terms.last_notice_date),
    } == oracle(row, as_of)


@given(**ARGUMENTS)
def test_a_running_term_ends_on_or_after_the_day(  # what hypothesis draws
    as_of: date, start: date | None, end: date | None, on: bool, renewal: Renewal | None, notice: Duration | None
) -> None:
    terms = computed(as_of, start, end, on, renewal, notice)
    if terms.status in {TermStatus.IN_FORCE, TermStatus.RENEWED} and terms.current_term_end:
        assert terms.current_term_end >= as_of
    if terms.status is TermStatus.EXPIRED:
        assert terms.current_term_end is not None
        assert terms.current_term_end < as_of
    if terms.last_notice_date and terms.current_term_end:
        assert terms.last_notice_date < terms.current_term_end + timedelta(days=1)


@given(end=DAYS, period=LENGTHS, count=st.integers(0, 20))
def test_ends_never_go_back(end: date, period: Duration, count: int) -> None:
    assert nth_end(end, period, count) < nth_end(end, period, count + 1)


def computed(  # what hypothesis draws
    as_of: date, start: date | None, end: date | None, on: bool, renewal: Renewal | None, notice: Duration | None
) -> Terms:
    return terms_on(as_of, valid_from=start, valid_to=end, open_ended=on, renewal=renewal, notice_period=notice)


@pytest.mark.parametrize(
    ("day", "renewal", "follows"),
    [
        ("2014-12-09", Renewal(RenewalMode.AUTOMATIC, Duration(12)), ("2015-01-01", "2015-12-31")),
        ("2016-03-01", Renewal(RenewalMode.AUTOMATIC, Duration(12)), ("2017-01-01", "2017-12-31")),
        ("2015-03-01", Renewal(RenewalMode.AUTOMATIC, Duration(12), 2), ("2016-01-01", "2016-12-31")),
        ("2016-03-01", Renewal(RenewalMode.AUTOMATIC, Duration(12), 2), None),
        ("2014-12-09", Renewal(RenewalMode.OPTION, Duration(12)), None),
        ("2014-12-09", None, None),
    ],
    ids=["first term", "prolonged", "one renewal left", "used up", "option", "no renewal"],
)
def test_the_next_term_comes_by_itself_or_not(
    day: str, renewal: Renewal | None, follows: tuple[str, str] | None
) -> None:
    end = date(2014, 12, 31)
    terms = terms_on(
        date.fromisoformat(day), valid_from=None, valid_to=end, open_ended=False, renewal=renewal, notice_period=None
    )
    found = next_renewal(terms, valid_to=end, renewal=renewal)
    assert found == (follows and tuple(date.fromisoformat(one) for one in follows))


@pytest.mark.parametrize(
    ("as_of", "renewal", "count"),
    [
        ("2014-12-31", YEARLY, 0),
        ("2015-01-01", YEARLY, 1),
        ("2015-12-31", YEARLY, 1),
        ("2016-01-01", YEARLY, 2),
        ("2019-06-01", automatic("P1Y", 2), 2),
        ("2019-06-01", option("P1Y", 2), 0),
        ("2019-06-01", None, 0),
        ("2009-12-31", YEARLY, 0),
    ],
)
def test_renewals_are_counted(as_of: str, renewal: Renewal | None, count: int) -> None:
    terms = computed(date.fromisoformat(as_of), date(2010, 1, 1), date(2014, 12, 31), False, renewal, None)
    assert terms.renewals == count


def test_what_is_in_force_until_further_notice_has_no_renewals() -> None:
    for as_of, end in ((date(2012, 1, 1), None), (date(2014, 1, 1), date(2012, 12, 31))):
        assert computed(as_of, None, end, True, YEARLY, None).renewals == 0


def test_an_agreement_that_has_not_begun_can_be_given_notice() -> None:
    agreement = at("2013-12-01", "2014-01-01", "2014-12-31", YEARLY, "P3M")
    assert agreement() == ("not_started", "2014-12-31", "2014-09-30")


@pytest.mark.parametrize(
    ("as_of", "start", "follows"),
    [
        ("2013-12-01", "2014-01-01", ("2015-01-01", "2015-12-31")),
        ("2016-02-01", "2014-01-01", ("2017-01-01", "2017-12-31")),
    ],
    ids=["not begun", "renewed"],
)
def test_the_next_term_is_told_before_the_first_begins_and_after_renewals(
    as_of: str, start: str, follows: tuple[str, str]
) -> None:
    end = date(2014, 12, 31)
    terms = computed(date.fromisoformat(as_of), day(start), end, False, YEARLY, None)
    found = next_renewal(terms, valid_to=end, renewal=YEARLY)
    assert found == tuple(date.fromisoformat(one) for one in follows)


def test_a_leap_day_comes_back_in_the_next_term() -> None:
    terms = computed(date(2015, 2, 1), None, date(2015, 2, 28), False, YEARLY, None)
    assert next_renewal(terms, valid_to=date(2015, 2, 28), renewal=YEARLY) == (date(2015, 3, 1), date(2016, 2, 29))


def test_nothing_follows_an_end_that_nobody_knows() -> None:
    unknown = computed(date(2014, 12, 9), None, None, False, YEARLY, None)
    assert next_renewal(unknown, valid_to=None, renewal=YEARLY) is None
    open_ended = computed(date(2014, 12, 9), None, date(2012, 12, 31), True, YEARLY, None)
    assert next_renewal(open_ended, valid_to=date(2012, 12, 31), renewal=YEARLY) is None


def test_nothing_follows_what_has_run_out() -> None:
    once, end = automatic("P1Y", 1), date(2012, 12, 31)
    expired = computed(date(2014, 12, 9), None, end, False, once, None)
    assert next_renewal(expired, valid_to=end, renewal=automatic("P1Y")) is None
