"""The content folder that a translation command works on."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from toimintamalli._resources import find_data
from toimintamalli.content import open_content
from toimintamalli.errors import ContentError, ToimintamalliError, UnknownName
from toimintamalli.loading.content import Content
from toimintamalli.model.ids import Language
from toimintamalli.output import replace_files
from toimintamalli.translation.recording import NewLocks
from toimintamalli.translation.state import Locks, Translation
from toimintamalli.translation.store import changed_files, read_locks, read_translations


class NotAFolder(ToimintamalliError):
    """The content lies inside an installed package, where nothing can be edited."""

    code = "not-a-folder"


@dataclass(frozen=True)
class Workspace:
    """A content folder with its locks, and the languages that were asked for."""

    folder: Path
    content: Content
    languages: tuple[Language, ...]
    locks: Locks
    translations: tuple[Translation, ...]

    def save(self, locks: NewLocks) -> int:
        """Write the locks that changed, and return how many files that were."""
        files = changed_files(self.locks, locks)
        if files:
            replace_files(self.folder, files)
        return len(files)


def open_workspace(folder: str | None, languages: Iterable[str] = ()) -> Workspace:
    """Open a content folder for work on some of its translations, or on all of them.

    Raises:
        ContentError: the content can't be read.
        NotAFolder: it lies inside an installed package.
        UnknownName: the content does not publish a language, or it is the source.
    """
    place = Path(folder) if folder else find_data("content")
    if not isinstance(place, Path):
        raise NotAFolder(name=str(place))
    content = open_content(folder)
    if content.model is None:
        raise ContentError(content.findings)
    known = tuple(each for each in content.languages if each != content.source)
    for each in languages:
        if each not in known:
            raise UnknownName("language", each, known)
    chosen = tuple(Language(each) for each in languages) or known
    locks = read_locks(place, chosen)
    found = read_translations(content, locks, chosen)
    return Workspace(place, content, chosen, locks, found)
