"""The flow over many files and the command line; the only home of Prefect. Nothing imports it."""
