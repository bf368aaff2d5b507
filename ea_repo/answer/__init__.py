"""What one may be answered, as data: no language, no layout; `report` says it, one module an answer."""
