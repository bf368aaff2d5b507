"""`ea mcp`, asked by the official client over standard input and output: every tool, every prompt, what is refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, MCPError
from mcp.types import CallToolResult, GetPromptResult, Prompt, TextContent, Tool

from ea_repo.assist.places import mentioned
from ea_repo.assist.stories import STORIES
from tests.assist.asking import ASKED, HOSTILE, contents, small, with_client
from tests.cli.running import ENVIRONMENT, invoke
from tests.texts import graph_of, keyboard, workspace

REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "an unknown id": ("show", {"id": "dosier"}, "unknown element: “dosier”; did you mean “dossier”?"),
    "a parameter that is none": ("show", {"ide": "siu"}, "“ide” is no field known here"),
    "a parameter that is missing": ("impact", {}, "impact: “ids” is missing"),
    "another type": ("deps", {"id": "siu", "depth": 0}, "deps: “depth”: expected at least 1"),
    "a tool that is none": ("lisst", {}, "no question “lisst”; did you mean “list”?"),
    "a day that is none": ("check", {"at": "someday"}, "unknown date or state: “someday”"),
    "a selector that means nothing": ("list", {"selector": ["aplication"]}, "did you mean “application”?"),
    "a file of the machine": ("diff", {"after": "/etc/passwd"}, "only these are compared here"),
    "a folder above": ("diff", {"before": "2020", "after": "../other"}, "only these are compared here"),
    "a request elsewhere": ("dossier", {"request": "/etc/passwd.yaml"}, "unknown request"),
    "a hostile word": ("show", {"id": HOSTILE + "?"}, "unknown element"),
}


class Asked:
    """What one conversation with the server gave."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.before = contents(root)
        self.tools: list[Tool] = []
        self.prompts: list[Prompt] = []
        self.answers: dict[str, CallToolResult] = {}
        self.refused: dict[str, CallToolResult] = {}
        self.told: dict[tuple[str, str], GetPromptResult] = {}
        self.no_story: dict[str, str] = {}
        with_client(root, self._all)

    async def _all(self, client: Client) -> None:
        self.tools = (await client.list_tools()).tools
        self.prompts = (await client.list_prompts()).prompts
        for name, given in ASKED.items():
            self.answers[name] = await client.call_tool(name, given)
        for case, (name, given, _) in REFUSED.items():
            self.refused[case] = await client.call_tool(name, given)
        for name in STORIES:
            for lang in ("fr", "en"):
                self.told[name, lang] = await client.get_prompt(name, {"subject": HOSTILE, "lang": lang})
        for lang in ("fr", "en"):
            with pytest.raises(MCPError) as refused:
                await client.get_prompt("architecte", {"subject": "siu", "lang": lang})
            self.no_story[lang] = refused.value.error.message


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return Asked(small(tmp_path_factory.mktemp("assist") / "si"))


def test_every_tool_reads_only_and_is_tried_here(asked: Asked) -> None:
    assert {tool.name for tool in asked.tools} == set(ASKED)
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in asked.tools)


@pytest.mark.parametrize("name", ASKED)
def test_each_answer_says_what_it_is_about_and_what_it_rests_on(asked: Asked, name: str) -> None:
    answer = _answer(asked, name)
    assert answer["about"]["workspace"] == "Essai"
    assert set(answer) - {"left_out"} == {"answer", "about", "places", "not_written", "not_read"}


def _answer(asked: Asked, name: str) -> dict[str, Any]:
    result = asked.answers[name]
    assert not result.is_error, result.content
    assert json.loads(_text(result)) == result.structured_content
    answer: dict[str, Any] = result.structured_content
    return answer


def _text(result: CallToolResult) -> str:
    content = result.content[0]
    assert isinstance(content, TextContent)
    return content.text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("show", ["show", "dossier"]),
        ("impact", ["impact", "siu"]),
        ("retire", ["retire", "labo"]),
        ("check", ["check", "--unknown", "--fail-on", "never"]),
        ("diff", ["diff", "2020", "2025"]),
        ("deps", ["deps", "siu"]),
        ("lineage", ["lineage", "identite"]),
        ("dossier", ["dossier", "accueil"]),
    ],
)
def test_the_answer_is_that_of_the_command_line(asked: Asked, name: str, words: list[str]) -> None:
    assert _answer(asked, name)["answer"] == json.loads(invoke(asked.root, *words, "--format", "json").printed)


def test_a_fact_comes_with_its_place_and_the_document_that_states_it(asked: Asked) -> None:
    assert _answer(asked, "impact")["places"]["siu"] == {"at": "model/tout.yaml:3", "source": "SDSI, p. 12"}
    assert _answer(asked, "show")["places"]["accueil"] == {"at": "model/tout.yaml:12"}


NAMED_LIKE_WORDS = graph_of(
    """
application:
  name: {name: Un nom}
  api: {name: Une interface}
  cost: {name: Un coût}
  siu: {name: SIU}
site: {nord: {name: Nord}}
"""
)


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        ({"id": "siu", "name": "api", "cost": 3}, ["siu"]),
        ({"id": "siu", "mode": "api", "message": {"fr": "cost", "en": "cost"}}, ["siu"]),
        (
            {"roots": ["api"], "elements": [{"id": "siu", "chain": [{"from": "siu", "to": "name"}]}]},
            ["api", "siu", "name"],
        ),
        ([{"id": "siu", "replaced_by": ["cost"]}], ["siu", "cost"]),
        ({"id": "siu", "sites": {"nord": {"state": "stopped", "covered_by": ["api"]}}}, ["siu", "nord", "api"]),
        ({"subject": "siu", "related": ["name"], "offenders": []}, ["siu", "name"]),
    ],
)
def test_a_word_that_is_an_id_too_names_no_element(answer: Any, ids: list[str]) -> None:
    assert mentioned(answer, NAMED_LIKE_WORDS) == ids


def test_what_is_not_written_is_told(asked: Asked) -> None:
    not_written = _answer(asked, "deps")["not_written"]
    assert not_written["application"]["of"] == 3
    assert not_written["application"]["fields"]["live_on"] == 2
    assert not_written["flow"]["fields"]["protocol"] == 2
    # Written, of the record alone, or with a usual value.
    assert not {"mode", "imported", "illustrative"} & set(not_written["flow"]["fields"])


def test_a_long_list_says_how_many_are_left_out(asked: Asked) -> None:
    answer = _answer(asked, "list")
    assert ([element["id"] for element in answer["answer"]], answer["left_out"]) == (["dossier", "labo"], 1)


def test_what_cannot_be_read_is_told_with_every_answer(tmp_path: Path) -> None:
    root = small(tmp_path / "si")
    (root / "model" / "casse.yaml").write_text("application:\n  a: {name: A", encoding="utf-8")

    async def ask(client: Client) -> CallToolResult:
        return await client.call_tool("list", {})

    answer = with_client(root, ask).structured_content
    assert [wrong["at"]["file"] for wrong in answer["not_read"]] == ["model/casse.yaml"]


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_said_in_a_sentence(asked: Asked, case: str) -> None:
    result = asked.refused[case]
    assert result.is_error
    assert REFUSED[case][2] in _text(result)
    assert "fault of ea" not in _text(result)


def test_an_error_is_the_sentence_of_the_command_line(asked: Asked) -> None:
    refused = invoke(asked.root, "show", "dosier").error.strip()
    assert refused == f"ea: {keyboard(_text(asked.refused['an unknown id']))}"


def test_a_hostile_name_comes_through_as_data(asked: Asked) -> None:
    assert _answer(asked, "show")["answer"]["name"] == HOSTILE
    assert "\u202e" not in _text(asked.answers["show"])


def test_no_answer_names_a_folder_of_the_machine(asked: Asked) -> None:
    texts = [_text(result) for result in (*asked.answers.values(), *asked.refused.values())]
    assert [text for text in texts if str(asked.root.parent) in text] == []


def test_not_even_a_change_file_or_a_workspace_that_is_gone_does(tmp_path: Path) -> None:
    root, changes = small(tmp_path / "si"), tmp_path / "elsewhere" / "plus.yaml"
    changes.parent.mkdir()
    changes.write_text(f"application: {{venu: {{name: '{root}x {root}/y'}}}}", encoding="utf-8")

    async def ask(client: Client) -> list[CallToolResult]:
        before = await client.call_tool("show", {"id": "venu"})
        (root / "model").rename(tmp_path / "gone")
        return [before, await client.call_tool("show", {"id": "venu"})]

    shown, refused = with_client(root, ask, "--with", str(changes))
    assert shown.structured_content["about"]["changes"] == ["plus.yaml"]
    # What is no path of the workspace stays as it is written.
    assert shown.structured_content["answer"]["name"] == f"{root}x y"
    assert (refused.is_error, str(tmp_path) in _text(refused)) == (True, False)
    assert "model: the elements of a workspace are in this folder" in _text(refused)


def test_a_rule_comes_with_the_file_that_says_that_it_holds(asked: Asked) -> None:
    assert _answer(asked, "explain")["places"]["non-api-exchange"] == {"at": "rules/charter.yaml"}


def test_nothing_is_written(asked: Asked) -> None:
    assert contents(asked.root) == asked.before


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_told_in_both_languages_about_its_subject(asked: Asked, name: str, lang: str) -> None:
    told = asked.told[name, lang].messages[0].content
    assert isinstance(told, TextContent)
    assert HOSTILE in told.text
    assert told.text.startswith("Réponds" if lang == "fr" else "Answer")


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("fr", "pas de récit « architecte » ; il y a : architect, planner, auditor"),
        ("en", "no story “architecte”; there are: architect, planner, auditor"),
    ],
)
def test_a_story_that_is_none_is_refused_in_a_sentence(asked: Asked, lang: str, sentence: str) -> None:
    assert keyboard(asked.no_story[lang]) == keyboard(sentence)


def test_the_stories_name_tools_that_there_are(asked: Asked) -> None:
    assert {prompt.name for prompt in asked.prompts} == {"architect", "planner", "auditor"}
    fields = {"not_written", "to_confirm", "unknown", "places", "about"}
    for story in STORIES.values():
        for lang in ("fr", "en"):
            assert set(re.findall(r"`(\w+)`", story.text[lang])) <= set(ASKED) | fields


def test_a_question_sees_the_text_as_it_is_now(tmp_path: Path) -> None:
    root = small(tmp_path / "si")

    async def ask(client: Client) -> list[int]:
        counts = []
        for number in range(2):
            answer = await client.call_tool("list", {"selector": ["application"]})
            counts.append(len(answer.structured_content["answer"]))
            (root / "model" / "plus.yaml").write_text(f"application: {{autre-{number}: {{name: A}}}}", encoding="utf-8")
        return counts

    assert with_client(root, ask) == [3, 4]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("model/tout.yaml", "application: {siu: {name: SIU}, coffre: {live_on: noon}}\n"),
        ("publication/dehors.yaml", "drop: {elements: [{id: coffre, name: noon}]}\n"),
        ("workspace.yaml", "- coffre: noon\n"),
    ],
)
def test_an_audience_is_not_told_why_the_text_cannot_be_read(
    tmp_path: Path, file: str, text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    model = "application: {siu: {name: SIU}, coffre: {live_on: 2020}}\n"
    root = tmp_path / "si"
    root.mkdir()
    workspace(root, settings="name: Essai\nlang: en\n", tout=model)
    (root / "publication").mkdir()
    profile = "title: {fr: Dehors, en: Outside}\ndrop: {elements: [{id: coffre}]}\n"
    (root / "publication" / "dehors.yaml").write_text(profile, encoding="utf-8")

    async def ask(client: Client) -> list[CallToolResult]:
        before = await client.call_tool("list", {})
        (root / file).write_text(text, encoding="utf-8")
        return [before, await client.call_tool("list", {}), await client.call_tool("list", {"at": "2020"})]

    shown, *refused = with_client(root, ask, "--audience", "dehors")
    assert not shown.is_error
    for result in refused:
        assert result.is_error
        assert _text(result) == "the text has changed and cannot be read whole: only who publishes it sees why"
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("at", [(), ("--http", "127.0.0.1:0")], ids=["stdio", "http"])
def test_what_it_made_for_an_audience_goes_when_the_system_ends_it(tmp_path: Path, at: tuple[str, ...]) -> None:
    root, temporary = small(tmp_path / "si"), tmp_path / "temporary"
    (root / "publication").mkdir()
    (root / "publication" / "partners.yaml").write_text("title: {fr: P, en: P}\n", encoding="utf-8")
    temporary.mkdir()
    words = ["-C", str(root), "mcp", "--audience", "partners", *at]
    with subprocess.Popen(
        [sys.executable, "-m", "ea_repo.cli.main", *words],
        env={**ENVIRONMENT, "TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as lasting:
        assert lasting.stderr is not None
        assert b"partners" in lasting.stderr.readline()
        assert [path.name[:13] for path in temporary.iterdir()] == ["ea-published-"]
        lasting.terminate()
        lasting.communicate(timeout=60)
    assert [*temporary.iterdir()] == []
