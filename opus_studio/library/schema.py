"""The steps of the library's schema, oldest first.

A step that has been released is never edited: a change is a new step at the end. Times are ISO
8601 in UTC, lists and requests are JSON.
"""

from __future__ import annotations

from typing import Final

_FIRST = (
    """
    CREATE TABLE jobs (
        id TEXT PRIMARY KEY,
        number INTEGER NOT NULL,
        service TEXT NOT NULL,
        remote_uid TEXT NOT NULL DEFAULT '',
        batch TEXT NOT NULL DEFAULT '',
        request TEXT NOT NULL,
        status TEXT NOT NULL,
        progress REAL NOT NULL DEFAULT 0,
        stage TEXT NOT NULL DEFAULT '',
        created TEXT NOT NULL,
        started TEXT,
        ended TEXT,
        error TEXT NOT NULL DEFAULT '',
        message TEXT NOT NULL DEFAULT '',
        thumbnail TEXT NOT NULL DEFAULT '',
        asset_ids TEXT NOT NULL DEFAULT '[]',
        starred INTEGER NOT NULL DEFAULT 0,
        removed INTEGER NOT NULL DEFAULT 0,
        resubmits INTEGER NOT NULL DEFAULT 0,
        settled INTEGER NOT NULL DEFAULT 0,
        words TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE UNIQUE INDEX jobs_number ON jobs (number)",
    """
    CREATE TABLE assets (
        id TEXT PRIMARY KEY,
        job_id TEXT NOT NULL,
        model TEXT NOT NULL,
        name TEXT NOT NULL,
        seed INTEGER NOT NULL,
        folder TEXT NOT NULL,
        files TEXT NOT NULL,
        size_on_disk INTEGER NOT NULL,
        created TEXT NOT NULL,
        thumbnail TEXT NOT NULL DEFAULT '',
        starred INTEGER NOT NULL DEFAULT 0,
        triangles INTEGER,
        size_m TEXT,
        trashed TEXT,
        words TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX assets_job ON assets (job_id)",
    """
    CREATE TABLE presets (
        id TEXT PRIMARY KEY,
        model TEXT NOT NULL,
        name TEXT NOT NULL,
        content TEXT NOT NULL,
        created TEXT NOT NULL,
        UNIQUE (model, name)
    ) STRICT
    """,
    """
    CREATE TABLE favourites (
        model TEXT PRIMARY KEY,
        added TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE recents (
        model TEXT PRIMARY KEY,
        used TEXT NOT NULL,
        number INTEGER NOT NULL
    ) STRICT
    """,
)

_SECOND = (
    "ALTER TABLE jobs ADD COLUMN idempotency_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE jobs ADD COLUMN sent INTEGER NOT NULL DEFAULT 0",
)

_THIRD = (
    """
    CREATE TABLE form_states (
        service TEXT NOT NULL,
        model TEXT NOT NULL,
        content TEXT NOT NULL,
        changed TEXT NOT NULL,
        PRIMARY KEY (service, model)
    ) STRICT
    """,
)

MIGRATIONS: Final = (_FIRST, _SECOND, _THIRD)
"""Every step; its position is the schema's version."""
