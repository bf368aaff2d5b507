"""From what a source says to the kinds of the metamodel: a mapping is data, what it does not mean is kept."""

from ea_repo.exchange.mapping.draft import Draft, Origin, Proposal, Target
from ea_repo.exchange.mapping.drafting import draft
from ea_repo.exchange.mapping.language import Mapping
from ea_repo.exchange.mapping.mapping_file import mapping_in, well_known

__all__ = ["Draft", "Mapping", "Origin", "Proposal", "Target", "draft", "mapping_in", "well_known"]
