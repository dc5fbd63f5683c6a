"""What could be said more clearly in the plan, what was left out, and the next meeting."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.model.ids import Date
from toimintamalli.model.item import Item
from toimintamalli.model.text import LocalizedText
from toimintamalli.report._narrator import Narrator
from toimintamalli.report.phrases import Line, Own, join, plain
from toimintamalli.report.tree import (
    Advice,
    Agenda,
    Block,
    Deadline,
    Meeting,
    Points,
    Prose,
    Remark,
    Remarks,
    Section,
    Subject,
)
from toimintamalli.rounds.follow_up import Doubt, PlanRemark

CALENDAR_FILE = "next-meeting.ics"


def plan(narrator: Narrator) -> Section | None:
    """Return the remarks on the plan, each with the model's own advice."""
    remarks = narrator.follow_up.remarks
    if not (remarks or narrator.follow_up.measures):
        return None
    if not remarks:
        fine: tuple[Block, ...] = (Prose(paragraphs=(narrator.tell("plan-fine"),)),)
        return Section(id="plan", title=narrator.words["plan"], blocks=fine)
    blocks = (
        Prose(paragraphs=(narrator.tell("plan-lead"),)),
        Remarks(
            advice=narrator.words["advice"],
            remarks=tuple(_remarks(narrator)),
        ),
    )
    return Section(id="plan", title=narrator.words["plan"], blocks=blocks)


def _remarks(narrator: Narrator) -> Iterator[Remark]:
    """Yield the remarks; the same advice is given once, with the last remark that it is for."""
    remarks = narrator.follow_up.remarks
    for index, remark in enumerate(remarks):
        is_last = index + 1 == len(remarks) or remarks[index + 1].code != remark.code
        yield Remark(
            line=_remark(narrator, remark),
            advice=tuple(_advice(narrator, remark)) if is_last else (),
        )


def _remark(narrator: Narrator, remark: PlanRemark) -> Line:
    return narrator.tell(f"remark-{remark.code}", text=Own(string=remark.text))


def _advice(narrator: Narrator, remark: PlanRemark) -> Iterator[Advice]:
    known = narrator.model.plan_advice
    items = {item.id: item for item in narrator.model.items()}
    for id_ in known[remark.code].items if remark.code in known else ():
        text: LocalizedText | None = getattr(items.get(id_), "text", None)
        if text:
            yield Advice(name=_name(narrator, items[id_]), text=text)


def _name(narrator: Narrator, item: Item) -> Line:
    # A pitfall without its heading would read as if the model advised it.
    kind = item.id.split(".")[1]
    if kind not in narrator.words:
        return (Own(string=item.number),)
    return narrator.tell("advice-item", kind=narrator.words[kind], number=item.number)


def left_out(narrator: Narrator) -> Section | None:
    """Return what the figures leave out, and why."""
    doubts = narrator.follow_up.doubts
    if not doubts:
        return None
    lines = tuple(dict.fromkeys(_doubt(narrator, doubt) for doubt in doubts))
    lead = Prose(paragraphs=(narrator.tell("left-out-lead"),))
    return Section(
        id="left-out", title=narrator.words["left-out"], blocks=(lead, Points(points=lines))
    )


def _doubt(narrator: Narrator, doubt: Doubt) -> Line:
    name = f"doubt-{doubt.code}"
    reason = (
        narrator.tell(name)
        if name in narrator.words
        else narrator.tell("doubt-other", code=doubt.code)
    )
    where: list[Line] = []
    if doubt.place:
        where.append(narrator.place(doubt.place))
    if doubt.moment is not None:
        where.append((narrator.moment(doubt.moment),))
    if not where:
        return reason
    return narrator.tell("left-out-where", reason=reason, where=join(where, "; "))


def meeting(narrator: Narrator) -> Section:
    """Return what is known of the next meeting."""
    subjects = tuple(_subjects(narrator))
    blocks: tuple[Block, ...] = (Prose(paragraphs=(narrator.tell("meeting-nothing"),)),)
    if subjects:
        blocks = (Agenda(subjects=subjects),)
    if narrator.follow_up.next_meeting.date:
        blocks += (
            Prose(style="quiet", paragraphs=(narrator.tell("meeting-file", file=CALENDAR_FILE),)),
        )
    return Section(id="meeting", title=narrator.words["meeting"], blocks=blocks)


def _subjects(narrator: Narrator) -> Iterator[Subject]:
    agreed = narrator.follow_up.next_meeting
    if agreed.date:
        day = narrator.tell("day", date=narrator.date(agreed.date))
        yield Subject(title=narrator.words["meeting-date"], lines=(day,))
    for name in ("what", "when", "preparation", "who_brings"):
        text: str = getattr(agreed, name)
        if text.strip():
            title = narrator.words[f"meeting-{name.replace('_', '-')}"]
            yield Subject(title=title, lines=((Own(string=text),),))
    still_open: tuple[Line, ...] = tuple(
        (Own(string=measure.how),)
        for measure in narrator.follow_up.measures
        if measure.state == "open" and measure.how
    )
    if still_open:
        yield Subject(title=narrator.words["meeting-open"], lines=still_open)


def calendar_entry(narrator: Narrator, day: Date) -> Meeting:
    """Return the next meeting for a calendar."""
    organisation = narrator.follow_up.organisation
    title = (
        narrator.title("meeting-title-at", organisation=organisation)
        if organisation
        else narrator.title("meeting-title", model=narrator.model.title.string)
    )
    lines = [
        line
        for subject in _subjects(narrator)
        if subject.title != narrator.words["meeting-date"]
        for line in (subject.title.string, *(f"– {plain(said)}" for said in subject.lines))
    ]
    moments = narrator.follow_up.moments
    return Meeting(
        date=day,
        title=title,
        agenda="\n".join(lines),
        round=moments[-1].round if moments else None,
        deadlines=tuple(_deadlines(narrator)),
    )


def _deadlines(narrator: Narrator) -> Iterator[Deadline]:
    for measure in narrator.follow_up.measures:
        if measure.state == "open" and measure.how and measure.end:
            title = narrator.title("measure-due", measure=measure.how)
            yield Deadline(date=measure.end, measure=measure.how, title=title)
