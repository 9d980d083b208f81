"""The list exported from the diary (corpus/diarium.csv or .xlsx) beside the inventory.

`lines` and `reader` read the file, `vocabulary` knows its heads, `fields` and `numbers` its cells: that is a `Diary` of
entries (`entry`). `matching` finds which document each entry is about, with `likeness`; `comparing` tells what differs,
`filling` takes what the document lacks; `reconciling` does it for all rows. `telling` and `as_json` say what came of
it.
"""
