"""A first mapping of tables, from their headers and their values: to be read, and corrected, by whoever knows them."""
