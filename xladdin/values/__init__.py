"""What the content of one cell means: numbers, labels, dates, quantities. Pure text work, no files, no forms."""
