"""Mercator's tables as far as reading them needs: what foreign keys refer to, and what tells a table by its columns."""

from __future__ import annotations

import re
from collections.abc import Collection

_IRREGULAR = {
    "data_processing": "data_processing",
    "information": "information",
    "macro_processus": "macro_processuses",
    "flux": "fluxes",
    "m_application": "m_applications",
    "application": "m_applications",
    "service": "application_services",
    "module": "application_modules",
    "macroprocess": "macro_processuses",
    "entity_resp": "entities",
    "parent_entity": "entities",
    "source": "entities",
    "destination": "entities",
    "icon": "documents",
    "room": "buildings",
    "domain": "domaine_ads",
    "user": "admin_users",
    "connected_subnets": "subnetworks",
    "provider": "entities",
}
"""The tables whose names do not follow from what foreign keys call their rows, or that have several names there."""
_FOREIGN = frozenset(("external_ref_id", "user_id_ad", "client_id", "model_id", "subject_id"))
"""Columns that end as foreign keys do, and are none."""
_END = re.compile(r"(?<=.)_(?:source|src|dest)(?=_id$)")
_STAMPS = frozenset(("created_at", "updated_at", "deleted_at"))
_TELLING = {
    "application_block_id": "m_applications",
    "application_source_id": "fluxes",
    "entity_resp_id": "databases",
    "is_external": "entities",
    "macroprocess_id": "processes",
    "io_elements": "macro_processuses",
    "sensitivity": "information",
    "legal_basis": "data_processing",
    "order_number": "relations",
    "date_price": "relation_values",
    "net_services": "logical_servers",
    "patching_group": "physical_servers",
    "warranty_period": "workstations",
    "ip_allocation_type": "subnetworks",
    "protocol_type": "networks",
    "relation_inter_domaine": "domaine_ads",
    "src_port": "physical_links",
    "recovery_time_objective": "activities",
    "firstname": "admin_users",
    "mimetype": "documents",
    "solution": "annuaires",
    "ip_addresses": "routers",
}
"""Columns that one table alone has, in the order in which they are looked for."""
_TABLES = frozenset(
    (
        *_TELLING.values(), *_IRREGULAR.values(), "actors", "application_blocks", "bays", "buildings", "certificates",
        "clusters", "containers", "dhcp_servers", "dnsservers", "external_connected_entities", "forest_ads", "gateways",
        "lans", "logical_flows", "mans", "network_switches", "operations", "peripherals", "phones", "physical_routers",
        "physical_security_devices", "physical_switches", "security_controls", "security_devices", "sites",
        "storage_devices", "tasks", "vlans", "wans", "wifi_terminals", "zone_admins",
    )
)  # fmt: skip
_FIRST = "security_control"
"""What the name of a link table begins with, whatever the alphabet says; others are in its order."""
_NAME = re.compile(r"(?:index_|show_)?(?P<name>[A-Za-z][A-Za-z_-]*?)(?:[-_]\d+)?")


def table_of(singular: str) -> str:
    """The table of what a foreign key calls its row."""
    if singular in _IRREGULAR:
        return _IRREGULAR[singular]
    if singular.endswith("y") and singular[-2:-1] not in "aeiou":
        return f"{singular[:-1]}ies"
    return f"{singular}es" if singular.endswith(("s", "ch", "x")) else f"{singular}s"


def referred_to(column: str) -> str:
    """The table that a foreign key refers to, empty where the column is none."""
    if not column.endswith("_id") or column in _FOREIGN:
        return ""
    table = table_of(_END.sub("", column).removesuffix("_id"))
    return table if table in _TABLES else ""


def is_link(columns: Collection[str]) -> bool:
    """Whether a row with these columns is a link between two others, and nothing more."""
    own = set(columns) - _STAMPS
    return len(own) == 2 and all(referred_to(column) for column in own)


def link_name(first: str, second: str) -> str:
    """The name of the link table between what these foreign keys refer to."""
    names = sorted((first.removesuffix("_id"), second.removesuffix("_id")), key=lambda name: (name != _FIRST, name))
    return "_".join(names)


def key_of(table: str) -> str:
    """The foreign key that refers to rows of a table."""
    for ending, single in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("uses", "us"), ("fluxes", "flux"), ("s", "")):
        if table.endswith(ending) and table_of(key := table.removesuffix(ending) + single) == table:
            return f"{key}_id"
    return f"{table}_id"


def table_named(name: str) -> str:
    """The table that a file, an address or a column of the screens is named after, empty where none is.

    `index_applications`, `MApplication-20260503`, `logicalServers`, `data-processings`.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        return ""
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", match["name"]).lower().replace("-", "_")
    for candidate in (_IRREGULAR.get(snake.removesuffix("s")), snake, table_of(snake)):
        if candidate in _TABLES:
            return candidate or ""
    return ""


def table_with(columns: Collection[str]) -> str:
    """The table that has such columns, empty where several may."""
    return next((table for column, table in _TELLING.items() if column in columns), "")
