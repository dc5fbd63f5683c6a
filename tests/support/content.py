"""The smallest content root that is valid, of a subject far from ours, and ways to break it.

Reindeer herding, in Northern Sámi: three parties, one theme, a scale from 1 to 7.
"""

import shutil
from functools import cache
from pathlib import Path
from typing import Final

from toimintamalli import Model, Text, load
from toimintamalli.content import open_content
from toimintamalli.coverage import CORE, measure_coverage, word_packages
from toimintamalli.findings import Position
from toimintamalli.splicing import write_texts
from toimintamalli.words import packaged_words

SHIPPED: Final = Path(__file__).parents[2] / "content"
"""The content in the checkout."""


@cache
def shipped_model() -> Model[Text]:
    """Return the model of the shipped content, read once a test process: no test can change it."""
    return load()


_SMALLEST: Final[dict[str, str]] = {
    "structure/model.yaml": """\
model:
  id: reindeer
  version: 1.2.3
  source_language: se
  languages: [se]
  licence: CC0-1.0
themes:
  - herd
sources:
  - id: elders
    url: https://example.org/elders
    language: se
    seen: '2026-01-02'
parties:
  - id: herders
  - id: villages
  - id: buyers
reaches:
  - id: fell
scales:
  - id: calm-7
    values: [1, 2, 3, 4, 5, 6, 7]
    labels:
      - id: wild
        value: 1
      - id: still
        value: 7
""",
    "structure/glossary.yaml": """\
terms:
  - id: reindeer
    forms:
      - id: se
        preferred: [boazu]
""",
    "structure/themes/herd.yaml": """\
theme:
  sources: [elders]
groups:
  - id: summer
points:
  - id: wind
    audience: [herders, villages, buyers]
    reach: [fell]
    sources: [elders]
questions:
  - id: calm
    kind: scale
    scale: calm-7
    audience: [herders]
    sources: [elders]
  - id: grazing
    kind: open
    group: summer
    audience: [herders, villages]
    sources: [elders]
practices:
  - id: wait
    audience: [herders, villages, buyers]
    sources: [elders]
  - id: talk
    audience: [herders, buyers]
    sources: [elders]
  - id: count
    audience: [villages]
    sources: [elders]
pitfalls:
  - id: hurry
    audience: [herders]
    origin: ours
    reasons:
      - id: snow
""",
    "structure/workbook.yaml": """\
profiles:
  - id: meeting
    sections: [start, sheet, talk]
    pages: 4
sections:
  - id: start
    minutes: 10
    blocks:
      - id: agenda
        kind: agenda
      - id: where
        kind: fields
        fields:
          - id: place
            kind: text
            given: organisation
          - id: day
            kind: date
            given: date
  - id: sheet
    per: theme
    minutes: 20
    blocks:
      - id: scales
        kind: scales
        beside: true
      - id: questions
        kind: questions
      - id: practices
        kind: checklist
        of: practices
      - id: pitfalls
        kind: checklist
        of: pitfalls
  - id: talk
    per: party
    blocks:
      - id: own
        kind: scales
""",
    "se/model.yaml": """\
model:
  title: Boazodoallu
  purpose: Eallu lea ráfis.
  use: Lohket ja ságastallet.
  origin: Boarrásiid dieđut.
  provenance: Min iežamet sánit.
sources:
  elders:
    title: Boarrásat
    taken: buot
parties:
  herders:
    title: Boazobargit
    description: Sii geat leat ealus.
  villages:
    title: Siiddat
    description: Gilit.
  buyers:
    title: Oastit
    description: Sii geat ostet.
reaches:
  fell:
    title: Duottar
    description: Olles duottar.
scales:
  calm-7:
    labels:
      wild:
        text: hui ráfehis
      still:
        text: hui ráfálaš
""",
    "se/glossary.yaml": """\
terms:
  reindeer:
    term: boazu
    definition: Ealli mas leat čoarvvit.
""",
    "se/themes/herd.yaml": """\
theme:
  title: Eallu
  heading: Eallu ráfis
  lead: Vástidehket ovttas.
groups:
  summer:
    title: Geassi
points:
  wind:
    text: Biegga muitala guđe guvlui eallu manná.
questions:
  calm:
    text: Man ráfálaš lea eallu?
  grazing:
    text: Gos lea buorre guohtun?
practices:
  wait:
    text: Vurdet.
  talk:
    text: Ságastallet.
  count:
    text: Lohket bohccuid.
pitfalls:
  hurry:
    text: Hoahppu balddiha.
    reasons:
      snow:
        text: muohta gahččá
""",
    "se/workbook.yaml": """\
profiles:
  meeting:
    title: Čoahkkin
    purpose: Siidda čoahkkimii.
sections:
  start:
    title: Álgu
    blocks:
      agenda:
        title: Áigi
      where:
        title: Gos
        fields:
          place:
            prompt: Báiki
          day:
            prompt: Beaivi
  sheet:
    title: Siidu
    blocks:
      scales:
        title: Ráfi
      questions:
        title: Gažaldagat
      practices:
        title: Daga ná
        advice: Vállje.
      pitfalls:
        title: Ale daga ná
        advice: Dovdda.
  talk:
    title: Iežamet oaidnu
    blocks:
      own:
        title: Min oaidnu
""",
}


_DESCRIBED: Final = """\
ordinals: [[vuosttaš], [nubbi]]
ordinal_endings: [.]
rounds: [vuorru]
deadlines: [ovdal]
clocks: [dii.]
day_words: [beaivi]
conjunctions: [ja]
month_starts: [álgu]
month_ends: [loahppa]
prompts: [Čális dása.]
as_needed: [dárbbu mielde]
vague_words: [vejolašvuođaid mielde]
vague_times: [maŋŋel]
negations: [ii]
"""
"""What nobody but the content can say of its language."""


def write_content(folder: Path) -> Path:
    """Write the smallest content root, in one language, and return its folder."""
    further = {"se/interface.yaml": _shipped_words(), "languages/se.yaml": _DESCRIBED}
    for name, text in (_SMALLEST | further).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def write_translated_content(folder: Path, language: str = "nb") -> Path:
    """Write the smallest content root with a complete translation beside the source language."""
    write_content(folder)
    edit(folder, "structure/model.yaml", "languages: [se]", f"languages: [se, {language}]")
    shutil.copytree(folder / "se", folder / language)
    (folder / f"languages/{language}.yaml").write_text(_DESCRIBED, encoding="utf-8")
    return folder


def write_words(folder: Path, *languages: str) -> Path:
    """Give every word around the content in some languages, so that nothing stands in another."""
    model = shipped_model()
    lines = ["generators:\n"]
    for coverage in measure_coverage(open_content(folder)):
        if coverage.language == languages[0] and coverage.owner != CORE:
            package = word_packages()[coverage.owner]
            words = {
                name: text[model.source_language] for name, text in packaged_words(package).items()
            }
            lines.append(write_texts({coverage.owner: words}, "  "))
    for language in languages:
        append(folder, f"{language}/interface.yaml", "".join(lines))
    return folder


def copy_shipped(folder: Path) -> Path:
    """Copy the content of the checkout and return the copy."""
    return Path(shutil.copytree(SHIPPED, folder, dirs_exist_ok=True))


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text that a file holds exactly once."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name} holds {old!r} {text.count(old)} times"
    file.write_text(text.replace(old, new), encoding="utf-8")


def append(folder: Path, name: str, text: str) -> None:
    """Add lines to the end of a file."""
    with (folder / name).open("a", encoding="utf-8") as stream:
        stream.write(text)


def spot(folder: Path, name: str, text: str, *, within: int = 0) -> Position:
    """Return where a text begins that a file holds exactly once, `within` characters on."""
    whole = (folder / name).read_text(encoding="utf-8")
    assert whole.count(text) == 1, f"{name} holds {text!r} {whole.count(text)} times"
    before = whole[: whole.index(text) + within]
    column = len(before) - before.rfind("\n")
    return Position(f"{folder.as_posix()}/{name}", before.count("\n") + 1, column)


def _shipped_words() -> str:
    # Which interface words formats need is no matter of the subject: any language's will do.
    words = (SHIPPED / "fi/interface.yaml").read_text(encoding="utf-8")
    return words.partition("generators:")[0]
