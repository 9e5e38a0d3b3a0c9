"""Fill in, check and submit the yearly 预算支出绩效自评 of a department."""

__version__ = "0.1.0"
