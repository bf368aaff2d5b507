"""The HTTP interface, asked by schemathesis what its description allows and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from ea_repo.questions import QUESTIONS
from tests.assist.asking import small
from tests.depth import depth
from tests.serve.running import Running, serving

_CONFIG = SchemathesisConfig.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": [200, 404, 422]}}})
"""What is allowed by its form may still name nothing (404), or have no answer (422)."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(small(tmp_path_factory.mktemp("openapi") / "si"), "--rate", "10000") as running:
        yield running


@pytest.fixture(scope="module")
def described(server: Running) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{server.url}/api/openapi.json", config=_CONFIG)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", ["/api/", "/api/health", *(f"/api/{name}" for name in QUESTIONS)])
def test_it_answers_as_it_is_described(described: schemathesis.BaseSchema, path: str, mode: GenerationMode) -> None:
    @given(described[path]["GET"].as_strategy(generation_mode=mode))
    @settings(
        max_examples=50 if depth() == "deep" else 2,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def asked(case: Any) -> None:
        case.call_and_validate()

    asked()
