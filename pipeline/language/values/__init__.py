"""One file for each kind of value that stands in a text: numbers, dates, durations, names, numbers of registries."""
