"""The recipe for a kind of place, followed: a time of day."""

from typing import Final

from tests.recipes.following import Edit

TITLE: Final = "… a kind of place"
_HTML: Final = "generators/toimintamalli_html"
EDITS: Final = (
    Edit(
        "src/toimintamalli/model/kinds.py",
        ', "time"',
        after='"several", "check", "number"',
    ),
    Edit("src/toimintamalli/model/kinds.py", "    time: V\n", after="    number: V\n"),
    Edit(
        "src/toimintamalli/model/kinds.py",
        '            case "time":\n                return self.time\n',
        after="                return self.number\n",
    ),
    Edit(
        "src/toimintamalli/model/kinds.py",
        '    time=Kind("words", once_was=("time-field",)),\n',
        after='    number=Kind("number", once_was=("number-field",)),\n',
    ),
    Edit(
        "src/toimintamalli/answers/answer.py",
        '''
class TimeAnswer(Written):
    """A time of day."""

    kind: Literal["time"]
    """Says that the answer is a time of day."""
    value: str = Field(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")
    """Hours and minutes, as `08:30`."""

''',
        before="\nclass NoAnswer(Value):",
    ),
    Edit("src/toimintamalli/answers/answer.py", "    | TimeAnswer\n", before="    | NoAnswer,"),
    Edit("src/toimintamalli/answers/answer.py", ' | "time"', after='        case "text" | "date"'),
    Edit("generators/toimintamalli_docx/places.py", ", time=1.0", after="number=1.0"),
    Edit(
        "generators/toimintamalli_docx/places.py",
        ' | "time"',
        after='        case "text" | "number"',
    ),
    Edit(
        "generators/toimintamalli_docx/places.py",
        ' | "time"',
        after='        case "text" | "number"',
        before=":\n            return text_control",
    ),
    Edit(
        "generators/toimintamalli_docx/reader/answering.py",
        """
def _time(cell: Cell, asked: Asked, setting: Setting) -> Outcome:
    del asked
    outcome = Outcome()
    said = tidy(cell.text, setting.blanks)
    if re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", said):
        outcome.answer = TimeAnswer(kind="time", value=said)
    elif said:
        outcome.doubt("docx-bad-number", said, said)
    return outcome

""",
        before="\ndef _choice(cell: Cell",
    ),
    Edit(
        "generators/toimintamalli_docx/reader/answering.py",
        "    TimeAnswer,\n",
        after="    NumberAnswer,\n",
    ),
    Edit(
        "generators/toimintamalli_docx/reader/answering.py",
        "    time=_time,\n",
        after="    number=_number,\n",
    ),
    Edit(
        "generators/toimintamalli_surveyjs/__init__.py",
        '            case "time":\n                return {"type": "text", "inputType": "time"}\n',
        before='            case "number":',
    ),
    Edit(
        "generators/toimintamalli_xlsform/__init__.py",
        '    time="time",\n',
        after='    number="decimal",\n',
    ),
    Edit(
        "generators/toimintamalli_redcap/__init__.py",
        '    time="text",\n',
        after='    number="text",\n',
    ),
    Edit("generators/toimintamalli_redcap/__init__.py", ', time="time"', after='number="number"'),
    Edit("generators/toimintamalli_limesurvey/__init__.py", ', time="S"', after='number="N"'),
    Edit(
        f"{_HTML}/templates/places.html.j2",
        '{%- elif at.kind == "time" %}<input type="time" data-place="{{ at.id }}"'
        '{% if at.given %} value="{{ at.given }}"{% endif %}>\n',
        before='{%- elif at.kind != "text" %}',
    ),
    Edit(f"{_HTML}/static/file.js", ' | "time"', after='"text" | "choice" | "date" | "number"'),
    Edit(
        f"{_HTML}/static/file.js",
        "  time: like(/^([01]\\d|2[0-3]):[0-5]\\d$/),\n",
        before='  check: (value) => typeof value === "boolean",',
    ),
    Edit(
        f"{_HTML}/static/reading/answering.js",
        """/** @param {Cell} cell @param {Asked} _ @param {Setting} setting */
function readTimeIn(cell, _, { blanks }) {
  const outcome = new Outcome();
  const said = tidy(cell.text, blanks);
  if (/^([01]\\d|2[0-3]):[0-5]\\d$/.test(said)) outcome.answer = { kind: "time", value: said };
  else if (said) outcome.doubt("docx-bad-number", said, said);
  return outcome;
}

""",
        before="/** @param {Cell} cell @param {Asked} asked @param {Setting} setting */\n"
        "function readChoiceIn(",
    ),
    Edit(
        f"{_HTML}/static/reading/answering.js",
        "  time: readTimeIn,\n",
        after="  number: readNumberIn,\n",
    ),
    Edit("generators/toimintamalli_pdf/templates/parts.typ", ', "time"', after='"date", "number"'),
)
TEST_EDITS: Final = (
    Edit("tests/docx/filling.py", ' | "time"', after='            case "text" | "number"'),
    Edit(
        "tests/docx/test_reading.py",
        '        case "time":\n            return st.just("08:30")\n',
        before='        case "text":\n            said = st.text',
    ),
    Edit(
        "tests/docx/test_reading.py",
        '        case "time":\n            return f"{number % 24:02}:30"\n',
        before='        case "text":\n            return f"Vastaus',
    ),
    Edit(
        "tests/conformance/test_readers.py",
        '        case "time":\n            return f"{number % 24:02}:30"\n',
        before='        case "text":\n            return f"vastaus',
    ),
    Edit(
        "tests/support/answers.py",
        '        time=lambda: f"{draw.randint(0, 23):02}:15",\n',
        before="        text=lambda: draw.choice(WORDS)",
    ),
)
"""What the tests answer at such a place."""
