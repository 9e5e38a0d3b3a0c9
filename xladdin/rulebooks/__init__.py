"""What one place required in one year (规则集): data in one folder a rulebook, never code."""
