"""`python -m lianes`: the command line."""

from lianes.cli import main

if __name__ == "__main__":
    main()
