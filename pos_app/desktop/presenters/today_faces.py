"""From a report of takings to what the screen shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from pos_app.desktop.presenters.days import Comparison, Days, Period
from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace
from pos_app.desktop.presenters.faces.today import (
    BEFORE,
    BarFace,
    BarPart,
    ChartFace,
    ChoiceFace,
    HeadFace,
    LegendFace,
    MeasureFace,
    OtherSumFace,
    ReasonFace,
    ReasonsFace,
    SumFace,
    TakingsFace,
)
from pos_app.desktop.presenters.today_figures import (
    Slot,
    axis_slots,
    by_tender,
    currency_of,
    slots,
    tender_name,
    tenders_of,
    tick_step,
    up_to,
)
from pos_app.desktop.presenters.today_table import TABS, table_face
from pos_app.desktop.presenters.words import Words, joined, lasting
from pos_app.desktop.problems import DECLINES
from pos_app.desktop.say import mark, say, say_many
from pos_app.money import Money, exponent
from pos_app.wire.reports import CurrencyTakings, Extent, TakingsReport, Tries

PERIODS: Final = (
    (Period.TODAY, mark("Today"), "Alt+1"),
    (Period.YESTERDAY, mark("Yesterday"), "Alt+2"),
    (Period.WEEK, mark("This week"), "Alt+3"),
    (Period.PICKED, mark("Pick days"), "Alt+4"),
)
TITLES: Final = {
    Period.TODAY: mark("Today"),
    Period.YESTERDAY: mark("Yesterday"),
    Period.WEEK: mark("This week"),
    Period.PICKED: mark("Days"),
}
NOTHING_TAKEN: Final = {
    Period.TODAY: mark("Nothing was taken today yet."),
    Period.YESTERDAY: mark("Nothing was taken yesterday."),
    Period.WEEK: mark("Nothing was taken this week yet."),
    Period.PICKED: mark("Nothing was taken in these days."),
}
MOST_REASONS: Final = 6
MANY_TIMES: Final = 10
"""From here on a percentage says nothing any more."""
UNNAMED: Final = mark("Another reason")


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known: the report, what it is compared with (None while that is not known), and how it is looked at."""

    report: TakingsReport
    before: TakingsReport | None
    days: Days
    comparison: Comparison
    now: datetime
    currency: str
    table: str


def periods(chosen: Period) -> tuple[ChoiceFace, ...]:
    return tuple(ChoiceFace(key.value, say(text), shortcut, key is chosen) for key, text, shortcut in PERIODS)


def head(words: Words, period: Period, days: Days, report: TakingsReport | None, age: str) -> HeadFace:
    title = say(TITLES[period])
    if period is Period.PICKED and days.single:
        title = words.weekday(days.first)
    if days.single:
        when = words.long_day(days.first)
    else:
        when = say("{first} to {last}", first=words.plain_date(days.first), last=words.plain_date(days.last))
    if report is None:
        return HeadFace(title, when)
    extents = {
        Extent.OWN: say("what you took"),
        Extent.SITES: say("whole site") if len(report.sites) < 2 else say("all your sites"),
        Extent.ALL: say("all sites"),
    }
    if words.local(report.until).date() == days.last:
        when = say("{when}, until {time}", when=when, time=words.clock(report.until))
    return HeadFace(say("{title}, {extent}", title=title, extent=extents[report.extent]), when, age)


def nothing_moved(period: Period, report: TakingsReport) -> MessageFace:
    title = say(NOTHING_TAKEN[period])
    if report.extent is Extent.OWN and period is Period.TODAY:
        title = say("You have taken nothing today yet.")
    failed = report.tries.failed
    detail = (
        say_many(
            "{count} try failed: {reasons}.", "{count} tries failed: {reasons}.", failed, reasons=_worst(report.tries)
        )
        if failed
        else ""
    )
    action = ActionFace("yesterday", say("Look at yesterday"), primary=True)
    return MessageFace(title, detail, (action,) if period is Period.TODAY else ())


def takings_face(words: Words, known: Figures) -> TakingsFace:
    currencies = known.report.currencies
    one = currency_of(known.report, known.currency) or currencies[0]
    before = currency_of(known.before, one.currency)
    both = tuple(found for found in (one, before) if found is not None)
    tenders = tenders_of(both)
    following = currencies[(currencies.index(one) + 1) % len(currencies)]
    switch = ActionFace(
        "switch_currency", say("Show {currency}", currency=following.currency.upper()), shortcut="Alt+C"
    )
    people = known.report.extent is not Extent.OWN
    tabs = tuple(
        ChoiceFace(
            key, say(text) if key != "hour" or known.days.single else say("By day"), shortcut, key == known.table
        )
        for key, text, shortcut in TABS
        if people or key != "person"
    )
    return TakingsFace(
        sums=_sums(words, known, one, before, tenders_of((one,)), tenders),
        others=tuple(_other(words, other) for other in currencies if other is not one),
        switch=switch if len(currencies) > 1 else None,
        chart=_chart(words, known, one, before, tenders),
        measures=_measures(words, known),
        reasons=_reasons(words, known.report.tries),
        tabs=tabs,
        table=table_face(words, one, known.days, tenders_of((one,)), known.table),
    )


def _sums(
    words: Words, known: Figures, one: CurrencyTakings, before: CurrencyTakings | None, own: tuple[str, ...],
    tenders: tuple[str, ...],
) -> tuple[SumFace, ...]:  # fmt: skip
    def money(minor: int) -> str:
        return words.money(Money(minor, one.currency))

    counts: Counter[str] = Counter()
    for part in one.tenders:
        counts[part.name if part.name in own else own[-1]] += part.payments
    taken = by_tender(one.tenders, own)
    faces = [
        SumFace("tender", tender_name(name), money(taken[name]), _payments(counts[name]),
                "+" if at else "", tenders.index(name) if name in tenders else len(tenders) - 1)
        for at, name in enumerate(own)
    ]  # fmt: skip
    more, net = _compared(words, known, one, before)
    single = len(faces) == 1
    taken_by = say("Taken, {what}", what=faces[0].text.lower())
    return (
        *(() if single else faces),
        SumFace("taken", taken_by if single else say("Taken"), money(one.taken.amount_minor),
                more or _payments(one.payments), "" if single else "="),
        SumFace("refunds", say("Refunds"), money(one.given_back.amount_minor),
                say_many("{count} refund", "{count} refunds", one.refunds), "−"),
        SumFace("net", say("Net"), money(one.net.amount_minor), net, "="),
    )  # fmt: skip


def _compared(words: Words, known: Figures, one: CurrencyTakings, before: CurrencyTakings | None) -> tuple[str, str]:
    """As "7.6 % more than last Monday" and "$15,954.50 last Monday"; of a day under way, up to the last full hour."""
    if known.before is None:
        return "", ""
    ours, theirs = known.comparison, up_to(words, before, known.comparison.until_before)
    mine = up_to(words, one, ours.until)
    at = ours.label
    if ours.until:
        at = say("{day} by\N{NO-BREAK SPACE}{time}", day=ours.label, time=f"{ours.until:%H:%M}")
    net = f"{words.money(Money(theirs.net, one.currency))} {at}"
    if theirs.taken == 0:
        return "", say("Nothing {when}", when=at) if theirs.net == 0 else net
    if mine.taken == theirs.taken:
        return say("As much as {when}", when=at), net
    if mine.taken > MANY_TIMES * theirs.taken:
        return say("More than {times} times {when}", times=MANY_TIMES, when=at), net
    share = abs(mine.taken - theirs.taken) / theirs.taken
    more = mine.taken > theirs.taken
    source = mark("{percent} more than {when}") if more else mark("{percent} less than {when}")
    return say(source, percent=words.percent(share), when=at), net


def _payments(count: int) -> str:
    return say_many("{count} payment", "{count} payments", count)


def _other(words: Words, one: CurrencyTakings) -> OtherSumFace:
    texts = [
        say_many(
            "taken {amount} in {count} payment",
            "taken {amount} in {count} payments",
            one.payments,
            amount=words.money(one.taken),
        )
    ]
    texts.append(say("refunds {amount}", amount=words.money(one.given_back)))
    texts.append(say("net {amount}", amount=words.money(one.net)))
    name = words.currency(one.currency)
    return OtherSumFace(one.currency, joined(name[:1].upper() + name[1:], *texts))


def _chart(
    words: Words, known: Figures, one: CurrencyTakings, before: CurrencyTakings | None, tenders: tuple[str, ...]
) -> ChartFace:
    by_day = not known.days.single
    ours = slots(words, one, tenders, by_day=by_day)
    shift = known.days.first - known.comparison.days.first
    theirs = {at + shift: slot for at, slot in slots(words, before, tenders, by_day=by_day).items()}
    most = max((slot.taken for found in (ours, theirs) for slot in found.values()), default=0)
    step = tick_step(max(most, 1))
    if step % 10 ** exponent(one.currency):
        step = 10 ** exponent(one.currency)
    lines = max(1, -(-most // step))
    top = step * lines
    bars = tuple(
        _bar(words, known, one.currency, at, ours.get(at, Slot()), theirs.get(at, Slot()), top, tenders)
        for at in axis_slots(known.days, ours, theirs)
    )
    legend = [LegendFace(tender_name(name), fill) for fill, name in enumerate(tenders)]
    if known.before is not None:
        label = known.comparison.short
        legend.append(LegendFace(label[:1].upper() + label[1:], BEFORE))
    title = say("Takings by day") if by_day else say("Takings by hour")
    if len(known.report.currencies) > 1:
        title += f", {one.currency.upper()}"
    ticks = tuple((1000 * n // lines, words.whole_money(step * n, one.currency)) for n in range(lines + 1))
    return ChartFace(title, tuple(legend), ticks, bars)


def _bar(
    words: Words, known: Figures, currency: str, at: datetime, ours: Slot, theirs: Slot, top: int,
    tenders: tuple[str, ...],
) -> BarFace:  # fmt: skip
    now = known.now.replace(minute=0, second=0, microsecond=0)
    if not known.days.single:
        now = now.replace(hour=0)
    text = f"{at:%H:%M}" if known.days.single else words.short_day(at.date())
    parts = tuple(
        BarPart(fill, 1000 * ours.tenders.get(name, 0) // top)
        for fill, name in enumerate(tenders)
        if ours.tenders.get(name)
    )
    said = [f"{text}: {words.money(Money(ours.taken, currency))}"]
    said += [
        f"{tender_name(n)} {words.money(Money(ours.tenders[n], currency))}" for n in tenders if ours.tenders.get(n)
    ]
    if known.before is not None:
        said.append(f"{known.comparison.label} {words.money(Money(theirs.taken, currency))}")
    above = words.whole_money(ours.taken, currency) if ours.taken else ""
    figure = words.whole_figure(ours.taken, currency) if ours.taken else ""
    state: Literal["past", "now", "coming"] = "now" if at == now else "coming" if at > now else "past"
    return BarFace(text, above, figure, parts, 1000 * theirs.taken // top, ", ".join(said), state)


def _measures(words: Words, known: Figures) -> tuple[MeasureFace, ...]:
    mine, theirs = known.report.tries, known.before.tries if known.before else None
    label = known.comparison.short
    share, was = _succeeded(mine), _succeeded(theirs) if theirs else None
    quick, slow = mine.median_seconds, theirs.median_seconds if theirs else None
    longest = max(quick or 0.0, slow or 0.0) or 1.0
    return (
        MeasureFace(
            say("Succeeded"),
            words.percent(share) if share is not None else "—",
            f"{label} {words.percent(was)}" if was is not None else "",
            round(1000 * share) if share is not None else 0,
            round(1000 * was) if was is not None else None,
        ),
        MeasureFace(
            say("Time to pay, median"),
            lasting(quick) if quick is not None else "—",
            f"{label} {lasting(slow)}" if slow is not None else "",
            round(850 * quick / longest) if quick is not None and slow is not None else 0,
            round(850 * slow / longest) if slow is not None else None,
        ),
    )


def _succeeded(tries: Tries) -> float | None:
    ended = tries.succeeded + tries.failed
    return tries.succeeded / ended if ended else None


def _by_reason(tries: Tries) -> list[tuple[str, int]]:
    """The most first. Reasons that have the same words are one; a failure without a reason is counted too."""
    found: Counter[str] = Counter()
    for one in tries.declines:
        told = DECLINES.get(one.code)
        found[say(told.short) if told and told.short else say(UNNAMED)] += one.tries
    unknown = tries.failed - sum(found.values())
    if unknown > 0:
        found[say(UNNAMED)] += unknown
    return sorted(found.items(), key=lambda pair: (pair[0] == say(UNNAMED), -pair[1], pair[0]))


def _worst(tries: Tries) -> str:
    return ", ".join(f"{text[:1].lower()}{text[1:]} ({count})" for text, count in _by_reason(tries)[:3])


def _reasons(words: Words, tries: Tries) -> ReasonsFace:
    found = _by_reason(tries)
    if len(found) > MOST_REASONS:
        kept, rest = found[: MOST_REASONS - 1], found[MOST_REASONS - 1 :]
        found = [*kept, (say("Other reasons"), sum(count for _, count in rest))]
    most = max((count for _, count in found), default=1)
    ended = tries.succeeded + tries.failed
    title = say_many(
        "Why {failed} of {count} try failed",
        "Why {failed} of {count} tries failed",
        ended,
        failed=words.integer(tries.failed),
    )
    rows = tuple(ReasonFace(text, words.integer(count), 1000 * count // most) for text, count in found)
    if rows:
        return ReasonsFace(title, rows)
    return ReasonsFace(
        say("Why tries failed"), (), say("Each payment tried came through.") if ended else say("No card was tried.")
    )
