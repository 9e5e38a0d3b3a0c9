"""From figures to points: pure functions on Decimals. What a rule demands stands in the rulebooks, not here."""
