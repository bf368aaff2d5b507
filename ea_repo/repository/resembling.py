"""What resembles an application, a request, or a need said in words."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.similar import Similar, similar
from ea_repo.graph import Graph
from ea_repo.load.files import SUFFIXES
from ea_repo.load.requests import FOLDER, WrittenRequest, read_request
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.similarity.candidates import similar_to, similar_to_profile, similar_to_text
from ea_repo.similarity.profile import Profile, beside, words_of


def resembling(opened: OpenWorkspace, text: str) -> Answer[Similar]:
    """The solutions that resemble an application or a request, where the text names one, or else what it says."""
    graph = opened.graph
    if text in graph and text in graph.of("application"):
        return opened.answer(similar(graph, text, graph.name(text), similar_to(graph, text)))
    if any((opened.root / FOLDER / f"{text}{suffix}").is_file() for suffix in SUFFIXES):
        written = read_request(opened.root, text, opened.workspace.settings.limits)
        candidates = similar_to_profile(graph, profile_of(graph, written))
        return opened.answer(similar(graph, None, written.request.title, candidates))
    return opened.answer(similar(graph, None, text, similar_to_text(graph, text)))


def profile_of(graph: Graph, written: WrittenRequest) -> Profile:
    """What a request asks for: its processes and their neighbours, its data, the words of its need."""
    asked = written.request
    texts = [asked.title, asked.need or "", *(graph.name(process) for process in asked.processes if process in graph)]
    processes = frozenset(asked.processes)
    return Profile(
        processes=processes,
        neighbouring_processes=beside(graph, frozenset(id for id in processes if id in graph)),
        data=frozenset(asked.data),
        words=words_of(texts),
    )
