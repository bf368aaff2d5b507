"""How large a workspace may be, and whether it may lead outside its folder: what its settings can raise."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict

Size = Annotated[int, Strict(), Field(ge=1, le=10**12)]


class Limits(BaseModel):
    """What is read of a workspace, and no more: beyond, a sentence says what is not read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bytes: Size = Field(150_000_000, description="how many bytes the files of a folder may have in all")
    files: Size = Field(20_000, description="how many files a folder may hold, below it")
    depth: Annotated[int, Strict(), Field(ge=1, le=200)] = Field(32, description="how deep its folders may be nested")
    elements: Size = Field(1_000_000, description="how many elements the model may have")
    outside: Annotated[bool, Strict()] = Field(
        False, description="whether symbolic links may lead outside the workspace's folder"
    )


USUAL = Limits()
"""The limits of a workspace that says none."""
