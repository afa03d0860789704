"""Time, balances and billing for Nordic service companies, in the APIs their systems already speak."""
