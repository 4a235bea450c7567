"""What a command says and how it ends: messages of refusals, "still ...", waiting, tables, exit statuses.

It may import config and core.
"""
