"""Faults planted in the workbook's script, each of which some test must see.

`python -m tests.html.mutants` plants one after another in a copy of the package, runs the tests
that should see it, and says which survive; names or parts of names choose some of them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = ROOT / "generators" / "toimintamalli_html"
DOCUMENTS: Final = "tests/html/test_documents.py"
OCCASIONS: Final = "tests/html/test_occasions.py"
SAME: Final = "tests/html/test_same_document.py"


@dataclass(frozen=True)
class Mutant:
    """One fault: in a file, a piece of code becomes another."""

    name: str
    file: str
    code: str
    fault: str
    tests: str
    """File of the tests that should see it, and after a colon what their names hold."""


def _in(file: str, *mutants: tuple[str, str, str, str]) -> tuple[Mutant, ...]:
    return tuple(Mutant(name, file, code, fault, tests) for name, code, fault, tests in mutants)


MUTANTS: Final = (
    *_in(
        "static/workbook.js",
        (
            "all documents under one key",
            "crypto.randomUUID?.() ??",
            '"one" ??',
            f"{DOCUMENTS}:mixes_nothing",
        ),
        (
            "opening merges into what is on the page",
            "if (current) await putAway();\n  lastState",
            "if (current) made.answers = { ...current.answers, ...made.answers };\n  lastState",
            f"{DOCUMENTS}:mixes_nothing",
        ),
        (
            "answers of the last document stay on the page",
            "for (const place of places()) answer(place);\n  current = shown;",
            "current = shown;",
            f"{DOCUMENTS}:removed_row",
        ),
        (
            "a later save becomes a second document",
            "if (draft) return void (await openTwin(",
            "if (false) return void (await openTwin(",
            f"{SAME}:later_save",
        ),
        (
            "a draft that a file replaced can't be brought back",
            'await putStateBy("open");',
            "",
            f"{SAME}:later_save",
        ),
        (
            "what is opened apart has the name of the draft",
            "{ ...made, mark: newId() }",
            "made",
            f"{SAME}:earlier_save",
        ),
        (
            "a copy of the page is a second document",
            "if (own) return openTwin(",
            "if (false) return openTwin(",
            f"{SAME}:copy_of_the_page_is_known",
        ),
        (
            "the next round forgets the rounds before",
            "sheets: [...begun, ...sheets]",
            "sheets: begun",
            f"{SAME}:next_round",
        ),
        (
            "the next round takes the place of the last one",
            '{ kind: "next-round", at: now() });',
            '{ kind: "next-round", at: now() }, shown.id);',
            f"{SAME}:next_round",
        ),
        (
            "a withdrawn answer can't be brought back",
            'void putStateBy("scale");',
            "",
            f"{DOCUMENTS}:withdrawn",
        ),
        (
            "nothing is kept while one writes",
            "timer ??= window.setTimeout(() => void keepNow(), KEEP_AFTER);",
            "",
            f"{DOCUMENTS}:two_tabs",
        ),
        (
            "letters are not noted at once",
            "if (remembers()) note(shown, changesBetween(base, shown.answers));",
            "",
            f"{OCCASIONS}:falls_while",
        ),
        (
            "what was noted is never read",
            "await recover(drafts, program.model);",
            "",
            f"{OCCASIONS}:falls_while",
        ),
        (
            "other tabs are not told",
            "tellTabs({ id: kept.id, revision: kept.revision });",
            "",
            f"{DOCUMENTS}:two_tabs",
        ),
        (
            "what another tab writes is not shown",
            "  take(kept);\n  if (isOther)",
            "  if (isOther)",
            f"{DOCUMENTS}:two_tabs",
        ),
        (
            "leaving is never warned of",
            "!isInFile(shown)) event.preventDefault();",
            "false) event.preventDefault();",
            f"{DOCUMENTS}:leaving_is_warned",
        ),
        (
            "leaving is warned of though all is in a file",
            "!isBlank(shown) && !isInFile(shown)) event",
            "!isBlank(shown)) event",
            f"{DOCUMENTS}:leaving_is_warned",
        ),
        (
            "the choice not to be remembered is forgotten",
            'choose("remember", isWanted ? undefined : "no");',
            "",
            f"{DOCUMENTS}:not_to_be_remembered",
        ),
        (
            "who is not to be remembered is",
            "(remembers() ? drafts : memory)",
            "drafts",
            f"{DOCUMENTS}:not_to_be_remembered",
        ),
        (
            "clearing puts nothing by",
            'await putStateBy("clear");',
            "",
            f"{DOCUMENTS}:removed_row",
        ),
        (
            "a removed row can't be brought back",
            "void putStateBy(why);",
            "void why;",
            f"{DOCUMENTS}:removed_row",
        ),
        (
            "what was brought back is not kept",
            '  await keepNow(true);\n  tell("tool-undone");',
            '  tell("tool-undone");',
            f"{DOCUMENTS}:removed_row",
        ),
        (
            "Ctrl+S is the browser's own",
            'event.key.toLowerCase() !== "s"',
            'event.key.toLowerCase() !== "q"',
            f"{DOCUMENTS}:ctrl_s",
        ),
        (
            "files are not named after the workplace",
            "const parts = [organisation, what,",
            "const parts = [what,",
            f"{DOCUMENTS}:ctrl_s",
        ),
        (
            "the bar does not say that all is in a file",
            "shown.file = { ...inFileNow(shown, name, digest), revision };",
            "",
            f"{DOCUMENTS}:ctrl_s",
        ),
        (
            "a copy of the page has no answers",
            "json : pageWith(pristine, json)",
            "json : pristine",
            f"{DOCUMENTS}:copy_of_the_page",
        ),
        (
            "a page that the browser saves has no answers",
            'putInside(isBlank(sent) ? "" : asText(sent));',
            "",
            f"{DOCUMENTS}:browser_saved",
        ),
        (
            "what the script made is made again in a saved page",
            'if (wasLive) for (const element of all(".made")) element.remove();',
            "",
            f"{DOCUMENTS}:browser_saved",
        ),
        (
            "a page made for somebody opens as any",
            'const { document: id = "" } = program;\n  return newDocument',
            "const id = newId();\n  return newDocument",
            f"{DOCUMENTS}:made_for_somebody",
        ),
        (
            "a prefilled page forgets what it was given",
            'occasion: "meeting", answers: given',
            'occasion: "meeting"',
            f"{DOCUMENTS}:made_for_somebody",
        ),
        (
            "a dropped file is not opened",
            "else if (file) void openChosen(file, openFile);",
            "",
            f"{DOCUMENTS}:dropped",
        ),
        (
            "the draft of the first version is left",
            "await adoptOldDraft();\n    await",
            "await",
            f"{DOCUMENTS}:first_version",
        ),
        (
            "a file with an answer too long is cut",
            "if (long) {",
            "if (false) {",
            f"{DOCUMENTS}:too_long",
        ),
        (
            "a draft is removed for good",
            "await drafts.put(draft, {}, true);\n    await showShelf();",
            "await showShelf();",
            f"{DOCUMENTS}:removed_by_mistake",
        ),
        (
            "another language begins anew",
            "`&document=${current.id}`",
            '""',
            f"{DOCUMENTS}:another_language",
        ),
        (
            "a reloaded page has forgotten its document",
            "if (current && history.state?.document !== current.id)\n",
            "if (false && current)\n",
            f"{DOCUMENTS}:removed_row",
        ),
        (
            "answers are brought in without being asked",
            'brought = { name, theirs };\n  goTo("bring");',
            "brought = { name, theirs };\n  void takeIn();",
            f"{DOCUMENTS}:brought_in_knowingly",
        ),
        (
            "pasted signs stay",
            "if (place) cleanField(place);",
            "",
            f"{DOCUMENTS}:pasted_signs",
        ),
    ),
    *_in(
        "static/document/document.js",
        (
            "saved files lack the earlier rounds",
            ", ...document.earlier];",
            "];",
            f"{DOCUMENTS}:next_round",
        ),
        (
            "answers of the last round are this round's",
            ".filter(({ round = 0 }) => round === newest)",
            "",
            f"{DOCUMENTS}:next_round",
        ),
        (
            "a mended letter dates every sheet today",
            "const day = whose === party ? (date ?? own.date) : (own.date ?? date);",
            "const day = firstDay;",
            f"{DOCUMENTS}:letter_mended",
        ),
        (
            "what the page does not know is put aside",
            "if (takes(id, answer) === false)",
            "if (!takes(id, answer))",
            f"{DOCUMENTS}:smaller_workbook",
        ),
        (
            "what changed in two tabs overwrites",
            "export function withChanges(answers, changes) {\n  const merged = { ...answers };",
            "export function withChanges(answers, changes) {\n  const merged = {};",
            f"{DOCUMENTS}:two_tabs",
        ),
        (
            "a save without a change is another state",
            "(isInFile(document) && document.file?.revision) ||",
            "",
            f"{SAME}:says_nothing_of_anybody",
        ),
        (
            "the older save is called the newer one",
            "other.revision > since && isInFile(draft)",
            "other.revision <= since",
            f"{SAME}:later_save or earlier_save",
        ),
        (
            "what both changed is called newer",
            "other.revision > since && isInFile(draft)",
            "other.revision > since",
            f"{SAME}:both_went_on",
        ),
        (
            "what was brought in loses where it came from",
            "const isBrought = own.document && own.document !== mark && whose !== party;",
            "const isBrought = false;",
            f"{SAME}:brought_in_keeps",
        ),
        (
            "any words are taken for a round",
            "/^([0-9]{1,4})\\.*$/",
            "/([0-9]{1,4})/",
            f"{DOCUMENTS}:not_a_number",
        ),
    ),
    *_in(
        "static/store/drafts.js",
        (
            "a tab overwrites what another wrote",
            "answers: isOther && !whole ? withChanges(before.answers, changes) : document.answers,",
            "answers: document.answers,",
            f"{DOCUMENTS}:hear_one_another",
        ),
        (
            "a draft that can't be read is hidden",
            ".filter((record) => !isDocument(record))\n          .map",
            ".filter(() => false)\n          .map",
            f"{DOCUMENTS}:cannot_be_read",
        ),
    ),
    *_in(
        "static/views/bring.js",
        (
            "another workplace's answers are brought in",
            'return "other-workplace";',
            "void 0;",
            f"{DOCUMENTS}:nothing_is_brought",
        ),
        (
            "another round's answers are brought in",
            'return "other-round";',
            "void 0;",
            f"{DOCUMENTS}:nothing_is_brought",
        ),
        (
            "the file's answer wins where both have one",
            "if (!Object.hasOwn(answers, id) || over.includes(id))",
            "if (true)",
            f"{DOCUMENTS}:brought_in_knowingly",
        ),
    ),
    *_in(
        "static/views/fields.js",
        (
            "a scale answer can't be withdrawn",
            "scale.append(withdraw);",
            "",
            f"{DOCUMENTS}:withdrawn",
        ),
        (
            "what is carried goes into the wrong place",
            'isPractice ? "measures.how" : "needs.text"',
            'isPractice ? "needs.text" : "measures.how"',
            f"{OCCASIONS}:whole_story",
        ),
    ),
    *_in(
        "static/views/rows.js",
        (
            "a removed row is not saved as removed",
            'rows.dispatchEvent(new Event("input", { bubbles: true }));',
            "",
            f"{DOCUMENTS}:stays_removed",
        ),
    ),
    *_in(
        "static/views/shell.js",
        (
            "the focus stays where it was",
            "heading.focus({ preventScroll: true });",
            "void 0;",
            f"{OCCASIONS}:reached_by_keyboard",
        ),
        (
            "questions stand as in the book, not by gap",
            "Number(gaps.get(other)) - Number(gaps.get(one_))",
            "0",
            f"{OCCASIONS}:whole_story",
        ),
        (
            "the whole book is printed from a stage",
            "element.hidden = !steps.some(({ section }) => section === element);",
            "element.hidden = false;",
            f"{OCCASIONS}:only_the_occasion",
        ),
    ),
    *_in(
        "templates/workbook.html.j2",
        (
            "what is said is not heard",
            ' role="status"',
            "",
            f"{DOCUMENTS}:removed_row",
        ),
    ),
    *_in(
        "static/views/stages.js",
        (
            "progress counts every theme",
            "(!dataset.theme || dataset.theme === only) &&",
            "",
            f"{OCCASIONS}:progress_counts",
        ),
    ),
)


def is_caught(mutant: Mutant) -> bool:
    """Plant a fault in a copy of the package; whether a test fails then."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / PACKAGE.name
        shutil.copytree(PACKAGE, copy)
        source = copy / mutant.file
        code = source.read_text(encoding="utf-8")
        if code.count(mutant.code) != 1:
            raise SystemExit(
                f"{mutant.name}: found {code.count(mutant.code)} times in {source.name}"
            )
        source.write_text(code.replace(mutant.code, mutant.fault), encoding="utf-8")
        bundle = ["node", "bundle.mjs", "--folder", str(copy / "static")]
        subprocess.run(bundle, cwd=ROOT / "tests" / "node", check=True)
        file, _, names = mutant.tests.partition(":")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-cov", file, "-k", names]
        environment = {**os.environ, "PYTHONPATH": folder}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{mutant.name}: {done.stdout.decode()[-500:]}")
        return done.returncode == 1


def main(wanted: list[str]) -> int:
    """Say of each fault whether it is caught; 1 where one survives."""
    survivors = 0
    for mutant in MUTANTS:
        if wanted and not any(part in mutant.name for part in wanted):
            continue
        caught = is_caught(mutant)
        survivors += not caught
        print("caught  " if caught else "SURVIVES", mutant.name, flush=True)  # noqa: T201 -- a command
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
