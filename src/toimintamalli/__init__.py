"""An operating model as data: content in every language, workbooks out, answers back.

The public names load when they are used, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from toimintamalli._version import __version__ as __version__

if TYPE_CHECKING:
    from toimintamalli.answers.comparison import compare as compare
    from toimintamalli.answers.file import BadAnswers as BadAnswers
    from toimintamalli.answers.file import read_answers as read_answers
    from toimintamalli.answers.file import write_answers as write_answers
    from toimintamalli.answers.merging import merge as merge
    from toimintamalli.answers.migration import migrate as migrate
    from toimintamalli.answers.plan import Plan as Plan
    from toimintamalli.answers.sheet import AnswerFile as AnswerFile
    from toimintamalli.answers.sheet import AnswerSheet as AnswerSheet
    from toimintamalli.answers.tally import Tally as Tally
    from toimintamalli.answers.tally import tally as tally
    from toimintamalli.collecting.data_set import Collected as Collected
    from toimintamalli.collecting.data_set import Selection as Selection
    from toimintamalli.collecting.data_set import collect as collect
    from toimintamalli.collecting.mapping import WorkbookRows as WorkbookRows
    from toimintamalli.collecting.mapping import rows_of as rows_of
    from toimintamalli.collecting.tables import Ask as Ask
    from toimintamalli.content import check_content as check_content
    from toimintamalli.content import load as load
    from toimintamalli.content import open_content as open_content
    from toimintamalli.errors import BadOption as BadOption
    from toimintamalli.errors import BadRequest as BadRequest
    from toimintamalli.errors import BrokenPlugin as BrokenPlugin
    from toimintamalli.errors import ContentError as ContentError
    from toimintamalli.errors import MissingText as MissingText
    from toimintamalli.errors import ToimintamalliError as ToimintamalliError
    from toimintamalli.errors import UnknownId as UnknownId
    from toimintamalli.errors import UnknownName as UnknownName
    from toimintamalli.findings import Finding as Finding
    from toimintamalli.findings import Position as Position
    from toimintamalli.findings import Severity as Severity
    from toimintamalli.generation import generate as generate
    from toimintamalli.model.ids import Language as Language
    from toimintamalli.model.keyed import Keyed as Keyed
    from toimintamalli.model.ledger import Ledger as Ledger
    from toimintamalli.model.operating_model import Model as Model
    from toimintamalli.model.text import LocalizedText as LocalizedText
    from toimintamalli.model.text import Missing as Missing
    from toimintamalli.model.text import Text as Text
    from toimintamalli.model.theme import Theme as Theme
    from toimintamalli.model.view import localize as localize
    from toimintamalli.model.view import narrow as narrow
    from toimintamalli.plugins import About as About
    from toimintamalli.plugins import Artifact as Artifact
    from toimintamalli.plugins import Generator as Generator
    from toimintamalli.plugins import NoOptions as NoOptions
    from toimintamalli.plugins import Reader as Reader
    from toimintamalli.plugins import Recogniser as Recogniser
    from toimintamalli.plugins import Reporter as Reporter
    from toimintamalli.published import read_model as read_model
    from toimintamalli.reading import read_file as read_file
    from toimintamalli.report.composing import compose as compose
    from toimintamalli.report.tree import Report as Report
    from toimintamalli.reporting import render as render
    from toimintamalli.rounds.figures import sum_up as sum_up
    from toimintamalli.rounds.follow_up import FollowUp as FollowUp
    from toimintamalli.rounds.next_round import NextRound as NextRound
    from toimintamalli.rounds.next_round import next_round as next_round
    from toimintamalli.words import Words as Words
    from toimintamalli.words import words_for as words_for
    from toimintamalli.workbook.request import Occasion as Occasion
    from toimintamalli.workbook.request import Request as Request
    from toimintamalli.workbook.resolve import resolve as resolve
    from toimintamalli.workbook.tree import Workbook as Workbook


_HOMES: Final = {
    "About": "plugins",
    "Ask": "collecting.tables",
    "AnswerFile": "answers.sheet",
    "AnswerSheet": "answers.sheet",
    "Artifact": "plugins",
    "BadAnswers": "answers.file",
    "BadOption": "errors",
    "BadRequest": "errors",
    "BrokenPlugin": "errors",
    "Collected": "collecting.data_set",
    "ContentError": "errors",
    "Finding": "findings",
    "FollowUp": "rounds.follow_up",
    "Generator": "plugins",
    "Keyed": "model.keyed",
    "Language": "model.ids",
    "Ledger": "model.ledger",
    "LocalizedText": "model.text",
    "Missing": "model.text",
    "MissingText": "errors",
    "Model": "model.operating_model",
    "NextRound": "rounds.next_round",
    "NoOptions": "plugins",
    "Occasion": "workbook.request",
    "Plan": "answers.plan",
    "Position": "findings",
    "Reader": "plugins",
    "Recogniser": "plugins",
    "Report": "report.tree",
    "Reporter": "plugins",
    "Request": "workbook.request",
    "Selection": "collecting.data_set",
    "Severity": "findings",
    "Tally": "answers.tally",
    "Text": "model.text",
    "Theme": "model.theme",
    "ToimintamalliError": "errors",
    "UnknownId": "errors",
    "UnknownName": "errors",
    "Words": "words",
    "Workbook": "workbook.tree",
    "WorkbookRows": "collecting.mapping",
    "check_content": "content",
    "collect": "collecting.data_set",
    "compare": "answers.comparison",
    "compose": "report.composing",
    "generate": "generation",
    "load": "content",
    "localize": "model.view",
    "merge": "answers.merging",
    "migrate": "answers.migration",
    "narrow": "model.view",
    "next_round": "rounds.next_round",
    "open_content": "content",
    "read_answers": "answers.file",
    "read_file": "reading",
    "read_model": "published",
    "render": "reporting",
    "resolve": "workbook.resolve",
    "rows_of": "collecting.mapping",
    "sum_up": "rounds.figures",
    "tally": "answers.tally",
    "words_for": "words",
    "write_answers": "answers.file",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 -- one list of names, checked against the imports by a test


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return list(_HOMES)
