"""Running the pipeline over many files: the nightly flow and the command line. The only home of Prefect."""
