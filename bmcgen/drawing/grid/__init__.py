"""What lies between blocks: dividers and their levels, rules, gutters, and ways along them."""
