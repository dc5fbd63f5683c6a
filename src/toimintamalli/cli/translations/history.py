"""What changed in a source text since it was translated, out of git where there is one."""

from toimintamalli.translation.history import find_wording
from toimintamalli.translation.state import State, Translation
from toimintamalli.translation.wording import compare_words
from toimintamalli.translation.workspace import Workspace


def find_previous(workspace: Workspace, translation: Translation) -> str:
    """Return the source text that a stale or updated translation was made from, if it is known."""
    entry = workspace.locks.get((translation.language, translation.file), {}).get(translation.path)
    if entry is None or translation.state not in (State.STALE, State.UPDATED):
        return ""
    file = f"{workspace.content.source}/{translation.file}"
    return find_wording(workspace.folder, file, translation.path, entry.source)


def show_change(workspace: Workspace, translation: Translation) -> str:
    """Return the source text, with what changed since it was translated, where that is known."""
    old = find_previous(workspace, translation)
    return compare_words(old, translation.source) if old else translation.source
