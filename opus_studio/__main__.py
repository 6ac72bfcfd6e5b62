"""`python -m opus_studio`: the same as `opus-studio`."""

if __name__ == "__main__":
    from multiprocessing import freeze_support

    freeze_support()  # a frozen build starts its worker processes through this very file
    # Here, not above: every worker process imports this file anew and needs no command line.
    from opus_studio.cli import main

    main()
