"""`python -m opus_studio`: the same as `opus-studio`."""

from opus_studio.cli import main

if __name__ == "__main__":
    main()
