"""Two made-up companies with two years behind them, for whoever wants to try the APIs."""
