"""Every written form of a date, every number that is none, and the way back from a date to its forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.values import DayOfYear, Interval, TurnOfYear
from pipeline.language.values.dates import DateValue, find_dates
from pipeline.language.values.words import ValueWords


def shown(value: DateValue | None) -> str:
    match value:
        case Interval():
            return f"{value.start}/{value.end or ''}"
        case TurnOfYear():
            return f"{value.last_before}|{value.first_after}"
        case None:
            return "unread"
        case _:
            return str(value)


DAYS = [
    ("2014-12-31", "2014-12-31"),
    ("2014-12- 31", "2014-12-31"),
    ("2014-12-\n31", "2014-12-31"),
    ("2014–12–31", "2014-12-31"),
    ("2014.12.31", "2014-12-31"),
    ("20141231", "2014-12-31"),
    ("14-12-31", "2014-12-31"),
    ("31/12 2014", "2014-12-31"),
    ("31/12-14", "2014-12-31"),
    ("31/12/2014", "2014-12-31"),
    ("December 31, 2014", "2014-12-31"),
    ("Mar 4, 2014", "2014-03-04"),
    ("14 March 2014", "2014-03-14"),
    ("7 June 2014", "2014-06-07"),
    ("1.2.2023", "2023-02-01"),
    ("31 december 2014", "2014-12-31"),
    ("31 December 2014", "2014-12-31"),
    ("31 DECEMBER 2014", "2014-12-31"),
    ("den 31 december 2014", "2014-12-31"),
    ("den 31:a december 2014", "2014-12-31"),
    ("den 24:e december 2014", "2014-12-24"),
    ("1:a mars 2014", "2014-03-01"),
    ("den förste mars 2014", "2014-03-01"),
    ("den första mars 2014", "2014-03-01"),
    ("den tjugoåttonde februari 2014", "2014-02-28"),
    ("31 dec. 2014", "2014-12-31"),
    ("1 sept. 2014", "2014-09-01"),
    ("1 febr. 2014", "2014-02-01"),
    ("14april 2015", "2015-04-14"),
    ("1 december, 2019", "2019-12-01"),
    ("29 februari 2012", "2012-02-29"),
    ("december 2014", "2014-12"),
    ("april 2009", "2009-04"),
    ("dec -14", "2014-12"),
    ("den 30 juni", "--06-30"),
    ("31 december", "--12-31"),
    ("år 2013", "2013"),
    ("kalenderåret 2014", "2014"),
    ("verksamhetsåret 2014", "2014"),
    ("åren 2011-2013", "2011/2013"),
    ("2011-2013", "2011/2013"),
    ("2011–2013", "2011/2013"),
    ("2011 - 2013", "2011/2013"),
    ("2012–14", "2012/2014"),
    ("åren 2007-09", "2007/2009"),
    ("åren 2012/13", "2012/2013"),
    ("åren 2013 och 2014", "2013/2014"),
    ("åren 2013, 2014 och 2015", "2013/2015"),
    ("2010–", "2010/"),
    ("2010-", "2010/"),
    ("2010- -", "2010/"),
    ("ht 2009", "2009-07-01/2009-12-31"),
    ("vt 2010", "2010-01-01/2010-06-30"),
    ("ht-14", "2014-07-01/2014-12-31"),
    ("höstterminen 2014", "2014-07-01/2014-12-31"),
    ("läsåret 2014/15", "2014-07-01/2015-06-30"),
    ("läsåret 2014/2015", "2014-07-01/2015-06-30"),
    ("läsåret 1999/00", "1999-07-01/2000-06-30"),
    ("årsskiftet 2014/2015", "2014-12-31|2015-01-01"),
    ("kvartal 4 2018", "2018-10-01/2018-12-31"),
    ("Q1 2015", "2015-01-01/2015-03-31"),
    ("fjärde kvartalet 2018", "2018-10-01/2018-12-31"),
    ("första halvåret 2026", "2026-01-01/2026-06-30"),
    ("andra halvåret 2026", "2026-07-01/2026-12-31"),
]


@pytest.mark.parametrize(("text", "value"), DAYS)
@pytest.mark.parametrize("around", ["{}", "Avtalet avser {}.", "({})", "«{}»,\nsom"])
def test_a_form_is_read_and_covered(words: ValueWords, text: str, value: str, around: str) -> None:
    whole = around.format(text)
    (found,) = find_dates(whole, words)
    assert (whole[found.start : found.end], shown(found.value)) == (text, value)


CUED = [
    # a signing service's: with a time of twelve hours the month comes first, where that can be told
    ("Signed: 12/31/2014 8:51:12 AM", "12/31/2014", "2014-12-31"),
    ("Signed: 31/12/2014 8:51 PM", "31/12/2014", "2014-12-31"),
    ("Signed: 3/3/2014, 8:51 p.m.", "3/3/2014", "2014-03-03"),
    ("Signed: 3/4/2014 8:51:12 AM", "3/4/2014", "unread"),
    ("Signed: 3/4/2014 08:51:12", "3/4/2014", "2014-04-03"),
    ("Signerat 2014-12-31T08:51:12Z", "2014-12-31", "2014-12-31"),
    ("Datum 131001", "131001", "2013-10-01"),
    ("Datum:\n131031", "131031", "2013-10-31"),
    ("den 131001", "den 131001", "2013-10-01"),
    ("från och med 141231", "141231", "2014-12-31"),
    ("senast 1/11", "1/11", "--11-01"),
    ("senast 29/2", "29/2", "--02-29"),
    ("29 februari", "29 februari", "--02-29"),
    ("version 2014-12-31", "2014-12-31", "2014-12-31"),
    ("Version 1 mars 2014", "1 mars 2014", "2014-03-01"),
    ("avsnitt 3 mars, gäller från 1 juni 2014", "1 juni 2014", "2014-06-01"),
    ("utgåva 20141231", "20141231", "2014-12-31"),
    ("Gäller 28-12-14", "28-12-14", "2028-12-14"),
    ("Gäller 32-12-14", "32-12-14", "2032-12-14"),
    ("under 2014", "2014", "2014"),
    ("budgeten för 2014.", "2014", "2014"),
    ("fr.o.m. 2014", "2014", "2014"),
    ("för 2013 och 2014", "2013 och 2014", "2013/2014"),
    ("från 2012 till 2014", "2012 till 2014", "2012/2014"),
    ("2010- tills vidare", "2010-", "2010/"),
    ("Datum:2014-12-31", "2014-12-31", "2014-12-31"),
    ("Datum 2014-1-5", "2014-1-5", "2014-01-05"),
    ("Västerås 14 dec -14", "14 dec -14", "2014-12-14"),
    ("Avser åren 2000-15", "åren 2000-15", "2000/2015"),
    ("Avser åren 2007-12", "åren 2007-12", "2007/2012"),
    ("Avser åren 2000/2020", "åren 2000/2020", "2000/2020"),
    ("Plan 2000-13", "2000-13", "2000/2013"),
    ("Plan 2000-15", "2000-15", "2000/2015"),
    ("1:a kvartalet 2018", "1:a kvartalet 2018", "2018-01-01/2018-03-31"),
    ("andra kvartalet 2018", "andra kvartalet 2018", "2018-04-01/2018-06-30"),
    ("halvår 2 2018", "halvår 2 2018", "2018-07-01/2018-12-31"),
    ("årsskiftet 14/15", "årsskiftet 14/15", "2014-12-31|2015-01-01"),
    # capitals are no other words
    ("Den 131001", "Den 131001", "2013-10-01"),
    ("DECEMBER 2014", "DECEMBER 2014", "2014-12"),
    ("DECEMBER 31, 2014", "DECEMBER 31, 2014", "2014-12-31"),
    ("DEN FÖRSTA MARS 2014", "DEN FÖRSTA MARS 2014", "2014-03-01"),
    ("Åren 2011 - 2013", "Åren 2011 - 2013", "2011/2013"),
    ("Åren 2012/13", "Åren 2012/13", "2012/2013"),
    ("Åren 2013, 2014 och 2015", "Åren 2013, 2014 och 2015", "2013/2015"),
    ("2010- TILLS VIDARE", "2010-", "2010/"),
    ("År 2013", "År 2013", "2013"),
    ("HT 2009", "HT 2009", "2009-07-01/2009-12-31"),
    ("Läsåret 2014/15", "Läsåret 2014/15", "2014-07-01/2015-06-30"),
    ("Årsskiftet 2014/2015", "Årsskiftet 2014/2015", "2014-12-31|2015-01-01"),
    ("FÖRSTA HALVÅRET 2026", "FÖRSTA HALVÅRET 2026", "2026-01-01/2026-06-30"),
    # a day and a month that may be each other, beside a time of twelve hours
    ("Signed: 12/31-14 8:51 AM", "12/31-14", "unread"),
    ("Signed: 31/31/2014 8:51 AM", "31/31/2014", "unread"),
    ("I januari 2014", "januari 2014", "2014-01"),
    # a day of a month is no year of two digits
    ("Gäller 2013–14 mars 2015", "14 mars 2015", "2015-03-14"),
]


@pytest.mark.parametrize(("text", "covered", "value"), CUED)
def test_a_word_before_it_makes_a_number_a_date(words: ValueWords, text: str, covered: str, value: str) -> None:
    (found,) = find_dates(text, words)
    assert (text[found.start : found.end], shown(found.value)) == (covered, value)


def test_six_digits_alone_are_a_date_only_on_request(words: ValueWords) -> None:
    assert find_dates("131001\nFör Region X", words) == ()
    assert [shown(f.value) for f in find_dates("131001\nFör Region X", words, compact=True)] == ["2013-10-01"]
    for text in ("131001-1234", "131001+1234", "ref 9131001", "139901", "131001 kr", "A131001", "131001/5"):
        assert find_dates(text, words, compact=True) == (), text


UNREAD = [
    "2O14-l2-3l",
    "2014-l2-31",
    "l januari 2014",
    "3l december 2014",
    "1 januari 2O14",
    "2026-028-01",
    "2014-012-05",
    "2014-12-005",
    "2014-00-05",
    "2014-05-00",
    "2O1|-ll-lI",
    "2014-13-01",
    "2014-02-30",
    "31 februari 2014",
    "29 februari 2013",
    "31 juni",
    "31/13 2014",
    "20xx-xx-xx",
    "2025-xx-xx",
    "2026-__-__",
    "den 31 december 20__",
    "den ___ mars 2014",
    "31 december 14",
    "29-12-14",
    "30-12-14",
    "31-12-14",
    "31-12-2014",
    "dec -67",
    "February 30, 2014",
    "2014 - 2014",
    "åren 2014-2014",
    "åren 2000-16",
    "läsåret 67/68",
    "kvartal 1 och 2 2018",
    "halvår 3 2018",
    "Hösten 2014",
    "2012/13",
    "läsåret 2014",
    "läsåren 2014/15–2016/17",
    "läsåret 2014/16",
    "årsskiftet 2014/2016",
    "verksamhetsåret 2012/13",
    "2014-2012",
    "åren 2013 och 2016",
    "hösten 2014",
    "första och andra kvartalet 2018",
    "tredje halvåret 2018",
    "1 novem 2014",
    "den tjugoförſta maj 2014",
]


@pytest.mark.parametrize("text", UNREAD)
@pytest.mark.parametrize("around", ["{}", "({})"])
def test_what_cannot_be_read_is_reported_and_never_repaired(words: ValueWords, text: str, around: str) -> None:
    whole = around.format(text)
    (found,) = find_dates(whole, words)
    assert (whole[found.start : found.end], found.value) == (text, None)


NO_DATES = [
    "2001:453",
    "SFS 2001:453",
    "2011:9",
    "SOSFS 2011:9",
    "2007-09 kap",
    "3 kap. 5 §",
    "2012/13:10",
    "prop. 2006/07:38",
    "021-39 26 87",
    "08-12 31 26 00",
    "070-123 45 67",
    "721 87",
    "721 87 Västerås",
    "212000-0456",
    "19790101-1234",
    "131001-1234",
    "1 (7)",
    "2.4.2",
    "version 1.2.2023",
    "1 045 210 kr",
    "2014",
    "2014/1039-IFN-012",
    "KS 2019/123",
    "KS 2014/15",
    "KS/2015:438",
    "KS/2012:628-805",
    "1-306/2019",
    "2023/KS 0362",
    "2023KS133",
    "SN16/76",
    "RM 2015-1187",
    "TE-2023-00916",
    "801-4471-2021",
    "Dnr 2019-000731",
    "Er beteckning 2018-",
    "§ 174/04",
    "1/11",
    "senast 31/4",
    "senast 1/2 dagar",
    "31/12-67",
    "14-13-31",
    "67-12-31",
    "Datum 671231",
    "lO|O-ll-lI",
    "datum 131001 KR",
    "senast 1/11 personer",
    "Version 1.2.2023",
    "Avsnitt 3 mars",
    "Dnr 2011 - 2013",
    "Dnr 2012/13",
    "Dnr 2012–14",
    "Tel 2010–",
    "2012/14",
    "2007-12",
    "2013-13",
    "2014-13",
    "2000-16",
    "ht 67",
    "under 2013 TIMMAR",
    "20141231 kr",
    "1/2 tjänst",
    "kl. 13.30",
    "under 2014 timmar",
    "för 2014 kr",
    "2010-talet",
    "Ert dnr 2014-\nfortsättning",
    "i april",
    "mars",
    "Kundnr 1044-12-3",
    "|l||-||-|1",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_other_numbers_are_no_dates(words: ValueWords, text: str) -> None:
    assert find_dates(text, words) == ()


MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti"]
MONTHS += ["september", "oktober", "november", "december"]
FORMS = [
    lambda d: d.isoformat(),
    lambda d: f"{d:%Y–%m–%d}",
    lambda d: f"{d:%Y.%m.%d}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d:%Y-%m- %d}",
    lambda d: f"datum {d:%y%m%d}",
    lambda d: f"{d.day}/{d.month} {d.year}",
    lambda d: f"{d.day}/{d.month}-{d:%y}",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"den {d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day}{MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1][:3]}. {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1].upper()} {d.year}",
]


@given(day=st.dates(date(1990, 1, 1), date(2040, 12, 31)), form=st.sampled_from(FORMS))
def test_a_date_is_read_back_from_each_form(words: ValueWords, day: date, form: Callable[[date], str]) -> None:
    (found,) = find_dates(form(day), words)
    assert shown(found.value) == day.isoformat()


@given(text=st.text(alphabet="0123456789-–/.: lO\nåenrmajdec", max_size=60))
def test_whatever_stands_there_found_dates_exist_and_do_not_overlap(words: ValueWords, text: str) -> None:
    last = 0
    for found in find_dates(text, words, compact=True):
        assert last <= found.start < found.end <= len(text)
        last = found.end
        match found.value:
            case DayOfYear():
                found.value.of(2000).first()
            case Interval():
                assert found.value.end is None or found.value.start.first() <= found.value.end.last()
            case TurnOfYear() | None:
                pass
            case _:
                found.value.first()
