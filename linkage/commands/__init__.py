"""The `linkage` command line: one module a subcommand, each with `register(subparsers)` and a handler.

A handler takes the parsed arguments and returns the exit status: 0 done, 1 the answer is no, 2 wrong call.
"""
