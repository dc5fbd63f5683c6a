"""The prompts of unanswered controls as building blocks.

Without them Word shows words of its own, in its own language, once an answer has been cleared.
"""

from dataclasses import replace
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from toimintamalli_docx.controls import Prompt
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.look import Look
from toimintamalli_docx.namespaces import NAMESPACES
from toimintamalli_docx.package import CONTENT, HEAD, RELATIONSHIPS, Part

_PLACEHOLDER: Final = '<w:rStyle w:val="PlaceholderText"/>'


def glossary_part(draft: Draft, look: Look) -> Part:
    """Return the part that holds a document's prompts."""
    blocks = "".join(_building_block(draft, prompt) for prompt in Prompt)
    parts = f"<w:docParts>{blocks}</w:docParts>"
    content = f"{HEAD}<w:glossaryDocument{NAMESPACES}>{parts}</w:glossaryDocument>"
    return Part(
        id="glossary",
        relationship=f"{RELATIONSHIPS}/glossaryDocument",
        name="word/glossary/document.xml",
        content_type=f"{CONTENT}.wordprocessingml.document.glossary+xml",
        content=look.dress(content).encode(),
        # Styles of its own: without them a prompt that comes back would be in plain black.
        parts=tuple(
            replace(part, name=part.name.replace("word/", "word/glossary/"), parts=())
            for part in look.parts
            if part.relationship.endswith(("/styles", "/settings", "/fontTable"))
        ),
    )


def _building_block(draft: Draft, prompt: Prompt) -> str:
    guid = str(uuid5(NAMESPACE_URL, prompt)).upper()
    return (
        f'<w:docPart><w:docPartPr><w:name w:val="{prompt}"/><w:category>'
        '<w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category><w:types>'
        '<w:type w:val="bbPlcHdr"/></w:types><w:behaviors><w:behavior w:val="content"/>'
        f'</w:behaviors><w:guid w:val="{{{guid}}}"/></w:docPartPr><w:docPartBody><w:p>'
        f"{draft.word(prompt, _PLACEHOLDER)}</w:p></w:docPartBody></w:docPart>"
    )
