"""Maps: what a viewpoint shows of a graph, as plain boxes and arrows, and their writers."""
