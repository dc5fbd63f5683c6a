"""Texts of others in what we write as Markdown."""


def plain(text: str) -> str:
    """Return a text that stays text in GitHub's Markdown: no link, image, mention or markup."""
    escaped = "".join(
        f"\\{character}" if character in "\\`*_[]<>#|~" else character for character in text
    )
    return escaped.replace("@", "@\u200b").replace("://", ":\u200b//").replace("www.", "www\u200b.")
