"""The queues as one tool: columns, order, filters as chips, saved views, many rows at once, news without reload."""
