"""The recipe for a kind of block, followed: words that somebody has said."""

from typing import Final

from tests.recipes.following import Edit

TITLE: Final = "… a kind of block"
_OUTLINE: Final = "src/toimintamalli/model/outline.py"
_BLOCKS: Final = "src/toimintamalli/workbook/_blocks.py"
_BLOCK: Final = "src/toimintamalli/workbook/block.py"
_FORM: Final = "src/toimintamalli/workbook/form.py"
_WORD: Final = "generators/toimintamalli_docx"
EDITS: Final = (
    Edit(
        _OUTLINE,
        '''class QuoteBlock(_Block, Generic[T]):
    """Words that somebody has said."""

    kind: Literal["quote"]
    """Says that the block is a quotation."""
    title: T
    """Heading."""
    text: T
    """The words."""


''',
        before="class AboutBlock(_Block):",
    ),
    Edit(_OUTLINE, "    | QuoteBlock[T]\n", before="    | AboutBlock\n"),
    Edit(_OUTLINE, "            | QuoteBlock[T]\n", before="            | AboutBlock\n"),
    Edit(
        _BLOCK,
        '''class Quote(_Block):
    """Words that somebody has said."""

    kind: Literal["quote"] = "quote"
    """Says that this is a quotation."""
    title: LocalizedText
    """Heading that readers see."""
    text: LocalizedText
    """The words."""


''',
        before="class Stop(Value):",
    ),
    Edit(_BLOCK, " | Quote", after="Telling = Prose"),
    Edit(_BLOCKS, "    QuoteBlock,\n", after="    QuestionsBlock,\n"),
    Edit(
        _BLOCKS,
        "        case QuoteBlock():\n            return _quote(scope, block)\n",
        before="        case AboutBlock():",
    ),
    Edit(
        _BLOCKS,
        """def _quote(scope: Scope, block: QuoteBlock[L]) -> Iterator[tree.Block]:
    yield tree.Quote(id=_anchor(scope, block.id), title=block.title, text=block.text)


""",
        before="def _about(scope",
    ),
    Edit("src/toimintamalli/model/identity.py", "    QuoteBlock,\n", after="    QuestionsBlock,\n"),
    Edit(
        "src/toimintamalli/model/identity.py",
        " | QuoteBlock()",
        after="        case DefinitionsBlock()",
    ),
    Edit(_FORM, "    Quote,\n", after="    Prose,\n"),
    Edit(_FORM, " | Quote()", after="            case Path()"),
    Edit(
        "src/toimintamalli/testing/outline.py", "    QuoteBlock,\n", after="    QuestionsBlock,\n"
    ),
    Edit(
        "src/toimintamalli/testing/outline.py",
        " | QuoteBlock()",
        after="        case TextBlock()",
    ),
    Edit(f"{_WORD}/blocks.py", "    Quote,\n", after="    Prose,\n"),
    Edit(
        f"{_WORD}/blocks.py",
        "        case Quote():\n            return quote(draft, block)\n",
        before="        case Path():",
    ),
    Edit(f"{_WORD}/blocks.py", ", quote", after="path, prose"),
    Edit(f"{_WORD}/telling.py", "    Quote,\n", after="    Prose,\n"),
    Edit(
        f"{_WORD}/telling.py",
        '''def quote(draft: Draft, block: Quote) -> str:
    """Return words that somebody has said, below their heading."""
    said = (paragraph("BodyText", draft.runs(part)) for part in paragraphs(block.text))
    return block_heading(draft, block.title) + "".join(said)


''',
        before="def path(draft: Draft",
    ),
    Edit(
        "generators/toimintamalli_html/templates/blocks/quote.html.j2",
        "<h3>{{ say(block.title) }}</h3>\n<blockquote>\n"
        "{% for paragraph in paragraphs(block.text) %}\n"
        "<p>{{ say(paragraph) }}</p>\n{% endfor %}\n</blockquote>\n",
    ),
    Edit(
        "generators/toimintamalli_pdf/templates/blocks.typ",
        '  else if it.kind == "quote" { block-heading(it.title); guide(it.text) }\n',
        before='  else if it.kind == "path" { path-list(it) }',
    ),
)
TEST_EDITS: Final[tuple[Edit, ...]] = ()
"""What the tests say of such a block: nothing, they follow from the types."""
