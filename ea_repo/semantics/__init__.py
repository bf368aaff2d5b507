"""What the words mean that rules, impact, maps and reports all use: one module for each, read at the graph's date."""
