"""The demo dealership: a group with three stores and half a year of work, written in bulk.

What is written depends only on the number of visits, the seed and the day; every row satisfies the
constraints and the ledgers agree with the balances.
"""
