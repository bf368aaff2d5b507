"""What holds for every test: no deadline on properties (machines differ), and nothing left on the disk."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("ea", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ea")
