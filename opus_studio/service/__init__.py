"""The embedded OPUS service: HTTP routes, job queue, job store and worker processes.

It may import the engine and the messages of `opus_studio.api`; it knows no Qt. It speaks the same
wire protocol as the vendor's service, so that a client need not know which of the two answers.

    server.py      starts it as a process: address, key, ready line, orderly end
    routes.py      the HTTP endpoints
    middleware.py  key check and the handler of last resort, in front of every route
    http_limits.py how long a caller may take, and how many may be connected
    bodies.py      from a request's bytes to a checked `Order`
    variations.py  the orders of variations near an earlier result
    job_queue.py   which job runs when; cancellation; retries
    fair_queue.py  in which order what waits is taken
    job_store.py   jobs in SQLite, which outlive the process
    records.py     what the store knows of a job
    salvage.py     opens the store, whatever state its file is in
    failures.py    why a model could not be made, in words
    links.py       download links that carry their own permission
    attributes.py  what Get Attributes answers
    retention.py   removes finished files by age and size
    paths.py       the folders of the data directory
    pool.py        worker processes behind `concurrent.futures.Executor`
    worker.py      what runs in a worker process
    channel.py     progress out of a worker and cancellation into it
    host.py        for the window: starts, watches and restarts the service process
"""
