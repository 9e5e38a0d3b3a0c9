"""The 财政局's side (汇总): all submissions below a folder, each examined by itself, in one summary workbook.

`finding` says what is there, `examine` looks at one submission and gives back a small record, `processes` and `pool`
do that in processes with limits (`job` is what they are asked), `summary` makes the tables of the records, `drawing`
and `data` write them.
"""
