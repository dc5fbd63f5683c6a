"""What stands for the texts that workbooks of a content print, one for each language.

A version says which content a workbook is of, but editors work on between two versions: a workbook
that was printed yesterday may say other words than the content of the same version says today.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Final

from toimintamalli import Keyed, Language, Missing, Model, Text, words_for
from toimintamalli.model.value import SameObject
from toimintamalli.model.view import walk_texts
from toimintamalli_docx.ordering import NAME, PACKAGE

SIZE: Final = 16
"""Letters of it: it stands in a property of the document, and Office likes those short."""


def wordings_of(model: Model[Text]) -> Mapping[Language, str]:
    """Return what stands for the texts of a content and of this generator, by language."""
    return _wordings_of(SameObject(model))


@lru_cache(maxsize=16)
def _wordings_of(same: SameObject[Model[Text]]) -> Mapping[Language, str]:
    model = same.value
    languages = dict.fromkeys((model.source_language, *model.languages))
    # Words are those that this generator uses, wherever they come from.
    texts = list(walk_texts(model.model_copy(update={"words": Keyed()})))
    return {language: _wording(model, texts, language) for language in languages}


def _wording(model: Model[Text], texts: list[Text], language: Language) -> str:
    words = words_for(NAME, PACKAGE, model, language, Missing.SOURCE)
    said = [text.get(language) or text.get(model.source_language, "") for text in texts]
    said += (f"{name}: {words[name].string}" for name in sorted(words))
    return sha256("\0".join(said).encode()).hexdigest()[:SIZE]
