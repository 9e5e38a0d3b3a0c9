"""The checks of Word reports (BG): their figures against the tables and each other, their chapters, years and words."""
