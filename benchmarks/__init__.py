"""What ``make bench`` runs: this server measured beside a bare handler and a conventional stack, in one run."""
