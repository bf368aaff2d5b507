"""The server that assistants speak to, by the official SDK of the Model Context Protocol."""

from __future__ import annotations

import json
from typing import Any

import anyio
import mcp_types as types
from mcp import MCPError
from mcp.server.lowlevel import Server

import ea_repo
from ea_repo.assist.answering import Answers, Refused
from ea_repo.assist.stories import RULES, STORIES, Story
from ea_repo.finding import Lang, Text
from ea_repo.questions import QUESTIONS
from ea_repo.typography import typeset
from ea_repo.visible import escaped

_READS = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_LANG = Text("la langue : fr ou en", "the language: fr or en")
_ANSWER: dict[str, Any] = {
    "type": "object",
    "properties": {
        "answer": {"description": "what `--format json` of the command gives"},
        "left_out": {"type": "integer", "description": "how many items of a long list are not given"},
        "about": {
            "type": "object",
            "description": "the workspace, the day looked at and why, the revision",
        },
        "places": {"type": "object", "description": "by element: file and line, and the document that states it"},
        "not_written": {"type": "object", "description": "by kind: in how many elements which fields are unknown"},
        "not_read": {"type": "array", "description": "what of the text cannot be read, and is missing in the answer"},
    },
    "required": ["answer", "about", "places", "not_written", "not_read"],
}


def server(answers: Answers) -> Server[dict[str, Any]]:
    """A server of the questions about a workspace and of the stories; it offers nothing that writes."""
    lang = answers.lang
    one_at_a_time = anyio.Semaphore(1)

    async def list_tools(_: Any, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=tools(lang))

    async def call_tool(_: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            async with one_at_a_time:
                answer = await anyio.to_thread.run_sync(answers.answer, asked.name, asked.arguments or {})
        except Refused as refused:
            return types.CallToolResult(content=[types.TextContent(text=str(refused))], is_error=True)
        # Assistants read it, and pay by the word: no spaces for people.
        text = escaped(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))
        return types.CallToolResult(content=[types.TextContent(text=text)], structured_content=json.loads(text))

    async def list_prompts(_: Any, __: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=[_prompt(name, story, lang) for name, story in STORIES.items()])

    async def get_prompt(_: Any, asked: types.GetPromptRequestParams) -> types.GetPromptResult:
        given = asked.arguments or {}
        spoken: Lang = "fr" if given.get("lang", lang) == "fr" else "en"
        story = STORIES.get(asked.name)
        if story is None:
            raise MCPError(types.INVALID_PARAMS, typeset(_no_story(asked.name)[spoken], spoken))
        return _told(story, given.get("subject", "…"), spoken)

    return Server(
        "ea-repo",
        version=ea_repo.__version__,
        instructions=typeset(RULES[lang], lang),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
    )


def tools(lang: Lang) -> list[types.Tool]:
    """The questions as tools, described in a language."""
    return [
        types.Tool(
            name=name,
            title=typeset(question.title[lang], lang),
            description=typeset(question.help[lang], lang),
            input_schema=question.schema(lang),
            output_schema=_ANSWER,
            annotations=_READS,
        )
        for name, question in QUESTIONS.items()
    ]


def _prompt(name: str, story: Story, lang: Lang) -> types.Prompt:
    arguments = {"subject": (story.subject, True), "lang": (_LANG, False)}
    return types.Prompt(
        name=name,
        title=typeset(story.title[lang], lang),
        arguments=[
            types.PromptArgument(name=argument, description=typeset(text[lang], lang), required=required)
            for argument, (text, required) in arguments.items()
        ],
    )


def _no_story(name: str) -> Text:
    """What to say of a story that is none: which there are."""
    known = ", ".join(STORIES)
    return Text(f"pas de récit « {name} » ; il y a : {known}", f"no story “{name}”; there are: {known}")


def _told(story: Story, subject: str, lang: Lang) -> types.GetPromptResult:
    """A story about a subject, which is put in as it is, after the rules that every answer keeps."""
    before, _, after = story.text[lang].partition("{subject}")
    text = f"{typeset(RULES[lang], lang)}\n\n{typeset(before, lang)}{subject}{typeset(after, lang)}"
    message = types.PromptMessage(role="user", content=types.TextContent(text=text))
    return types.GetPromptResult(description=typeset(story.title[lang], lang), messages=[message])
