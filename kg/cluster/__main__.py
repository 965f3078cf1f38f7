"""`python -m kg.cluster`: the process that a worker reads in. Nobody else starts it."""

from __future__ import annotations

from kg.cluster.reading import main

if __name__ == "__main__":
    main()
