"""`python -m agent` is the same as `shopkeeper`."""

from agent.cli import main

if __name__ == "__main__":
    main()
