"""The store on PostgreSQL: a pool of connections and as many threads."""
