"""What people correct in the workbook: read back, kept in corpus/rattelser.csv, applied last.

`reader` and `baseline` read a workbook and what it was written with, `harvest` tells what a person changed, `record`
keeps that as a file, `placing` finds the rows it belongs to, `applying` puts it there. `typed` knows what people type.
"""
