"""YAML 1.2's core schema for PyYAML, from the specification's own table (10.3.2): an opinion independent of ours."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import yaml

_CORE = (
    ("null", r"^(?:null|Null|NULL|~|)$"),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$"),
    ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"),
    (
        "float",
        r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
    ),
)


def _resolve(schema: type[yaml.SafeLoader | yaml.SafeDumper]) -> None:
    schema.yaml_implicit_resolvers = {}
    for name, pattern in _CORE:
        schema.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(pattern), None)


class CoreLoader(yaml.SafeLoader):
    """PyYAML without dates, without `on` and `yes`, with 0o17 and 1e3."""


class CoreDumper(yaml.SafeDumper):
    """Quotes exactly the texts that YAML 1.2 would take for something else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_resolve(CoreLoader)
_resolve(CoreDumper)
# Not of YAML 1.2, but refused where it is not quoted.
CoreDumper.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile("^<<$"), None)
CoreDumper.add_representer(dt.date, lambda dumper, day: dumper.represent_str(str(day)))


def _int(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    return int(node.value, 0 if node.value[:2] in ("0o", "0x") else 10)


def _float(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> float:
    return float(re.sub(r"\.(?=[in])", "", node.value.lower()))


CoreLoader.add_constructor("tag:yaml.org,2002:int", _int)
CoreLoader.add_constructor("tag:yaml.org,2002:float", _float)


def loads(text: str) -> Any:
    """What PyYAML reads in a text by the core schema."""
    return yaml.load(text, CoreLoader)  # noqa: S506 (a SafeLoader)


def dumps(value: Any, **options: Any) -> str:
    """The text that PyYAML writes for a value, as YAML 1.2."""
    return yaml.dump(value, Dumper=CoreDumper, **options)  # type: ignore[no-any-return]
