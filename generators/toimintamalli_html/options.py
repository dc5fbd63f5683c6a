"""What a publisher can choose for the HTML format."""

from typing import Final

from pydantic import BaseModel, ConfigDict, Field

_CONTACT: Final = (
    r"^(https://[^\s<>\"']+|[^\s<>\"'@:/?&]+@[^\s<>\"'@:/?&]+\.[^\s<>\"'@:/?&]+)?$(?!\n)"
)
_BASE_URL: Final = r"^(https?://[^\s<>\"'?#]+)?$(?!\n)"


class Options(BaseModel):
    """Chosen with `--set html.contact=… --set html.base_url=…`."""

    # The other engine has no look-ahead, without which `$` would let a line break pass.
    model_config = ConfigDict(frozen=True, extra="forbid", regex_engine="python-re")

    contact: str = Field(default="", pattern=_CONTACT)
    """Where feedback about accessibility goes: an e-mail address or a page (`https://…`)."""
    base_url: str = Field(default="", pattern=_BASE_URL)
    """Address of the folder that the files are published in, for canonical and language links."""
